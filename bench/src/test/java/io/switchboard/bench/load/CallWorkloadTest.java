package io.switchboard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.load.FakeServer.Asked;
import io.switchboard.bench.load.FakeServer.Reply;
import io.switchboard.events.codec.EventJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CallWorkloadTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void everyCreateNamesANewCallWithTwoDifferentKnownUsers() throws Exception {
        try (FakeServer server = new FakeServer(CallWorkloadTest::obliging)) {
            CallWorkload calls = new CallWorkload(server.endpoint(), 250);
            calls.createUsers();
            Set<String> users = new HashSet<>();
            server.asked().forEach(a -> json(a).get("users").propertyNames().forEach(users::add));
            assertThat(users).hasSize(250);
            assertThat(server.asked()).hasSize(3);
            server.asked().clear();

            Window window = ClosedLoop.run(calls.creates(), 3, SHORT);
            assertThat(window.tally().refused()).isZero();
            assertThat(window.tally().accepted()).isEqualTo(server.asked().size()).isEqualTo(calls.created().size());
            Set<String> paths = new HashSet<>();
            for (Asked asked : server.asked()) {
                assertThat(paths.add(asked.path())).as(asked.path()).isTrue();
                JsonNode data = json(asked).get("data");
                String first = data.get("members").get(0).get("user_id").stringValue();
                String second = data.get("members").get(1).get("user_id").stringValue();
                assertThat(data.get("created_by_id").stringValue()).isEqualTo(first);
                assertThat(first).isNotEqualTo(second);
                assertThat(users).contains(first, second);
            }
        }
    }

    @Test
    void roleChangesAlwaysChangeTheRoleAndNoTwoCallersTouchTheSameCall() throws Exception {
        try (FakeServer server = new FakeServer(CallWorkloadTest::obliging)) {
            CallWorkload calls = new CallWorkload(server.endpoint(), 10);
            try (Operation creator = calls.creates().caller(0, 1)) {
                for (int i = 0; i < 7; i++) {
                    creator.perform();
                }
            }
            server.asked().clear();
            Set<String> firstCallers = new HashSet<>();
            Set<String> secondCallers = new HashSet<>();
            try (Operation first = calls.roleChanges().caller(0, 2); Operation second = calls.roleChanges().caller(1, 2)) {
                for (int i = 0; i < 20; i++) {
                    assertThat(first.perform()).isInstanceOf(Outcome.Accepted.class);
                    firstCallers.add(server.asked().getLast().path());
                    assertThat(second.perform()).isInstanceOf(Outcome.Accepted.class);
                    secondCallers.add(server.asked().getLast().path());
                }
            }
            assertThat(firstCallers).hasSize(4).doesNotContainAnyElementsOf(secondCallers);
            assertThat(secondCallers).hasSize(3);
            Map<String, String> lastRole = new HashMap<>();
            for (Asked asked : server.asked()) {
                String role = json(asked).get("update_members").get(0).get("role").stringValue();
                assertThat(lastRole.put(asked.path(), role)).isNotEqualTo(role);
            }
        }
    }

    @Test
    void anAnswerThatDoesNotSayWhatWasAskedForIsARefusal() throws Exception {
        List<Reply> wrong = List.of(new Reply(500, "{}"), new Reply(200, "{\"created\":true}"),
                new Reply(201, "{\"created\":false}"));
        AtomicInteger next = new AtomicInteger();
        try (FakeServer server = new FakeServer(asked -> wrong.get(next.getAndIncrement()))) {
            CallWorkload calls = new CallWorkload(server.endpoint(), 2);
            try (Operation creates = calls.creates().caller(0, 1)) {
                for (Reply reply : wrong) {
                    assertThat(creates.perform()).isEqualTo(new Outcome.Refused(reply.status() + " " + reply.body()));
                }
            }
            assertThat(calls.created().size()).isZero();
        }
    }

    @Test
    void usersThatAreRefusedStopTheRun() throws Exception {
        try (FakeServer server = new FakeServer(asked -> new Reply(401, "who are you"))) {
            assertThatThrownBy(() -> new CallWorkload(server.endpoint(), 2).createUsers())
                    .isInstanceOf(BenchFailure.class).hasMessageContaining("401 who are you");
        }
    }

    @Test
    void roleChangesNeedACallPerCaller() throws Exception {
        try (FakeServer server = new FakeServer(CallWorkloadTest::obliging)) {
            CallWorkload calls = new CallWorkload(server.endpoint(), 2);
            assertThatThrownBy(() -> calls.roleChanges().caller(0, 1)).isInstanceOf(IllegalStateException.class);
        }
    }

    private static Reply obliging(Asked asked) {
        if (asked.path().endsWith("/members")) {
            return new Reply(201, "{\"members\":" + json(asked).get("update_members") + "}");
        }
        return new Reply(201, "{\"created\":true}");
    }

    private static JsonNode json(Asked asked) {
        return EventJson.mapper().readTree(asked.body());
    }
}
