package io.switchboard.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.explain.Explanation;
import io.switchboard.projector.explain.IndexExplanation;
import io.switchboard.projector.explain.ShardExplanation;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.query.CallsPage;
import io.switchboard.projector.query.CallsQuery;
import io.switchboard.projector.query.Consistency;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.serving.Peering;
import io.switchboard.projector.testing.Asking;
import io.switchboard.projector.testing.RandomLog;
import io.switchboard.projector.testing.TestLog;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances share the partitions; either answers everything, or says that it cannot. */
class FleetTest {

    private static final byte[] SECRET = new byte[32];

    @TempDir
    Path folder;

    private final RandomGenerator random = RandomSeed.generator("FleetTest");

    @Test
    void eitherOfTwoInstancesAnswersForBothAndNeverShort() throws Exception {
        try (TestLog log = TestLog.start(folder.resolve("kafka"), 4)) {
            RandomLog calls = new RandomLog(random, log, "call-");
            log.putUser("john");
            calls.append(80);
            try (Projector first = projector(log, "first")) {
                first.start();
                assertThat(first.awaitRunning(Duration.ofSeconds(60))).isTrue();
                Asking.compare(first.queries(), calls.oracle(), random, 5);
                Projector second = projector(log, "second");
                try (second) {
                    second.start();
                    long patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
                    while (!(shared(first) && shared(second)) && System.nanoTime() < patience) {
                        askedWhileMovingIsRightOrRefused(first, calls);
                    }
                    assertThat(first.partitions()).hasSize(2).doesNotContainAnyElementsOf(second.partitions());
                    assertThat(second.partitions()).hasSize(2);
                    calls.append(20);
                    Asking.compare(first.queries(), calls.oracle(), random, 10);
                    Asking.compare(second.queries(), calls.oracle(), random, 10);
                    everyShardIsExplainedByWhoeverHasIt(first, second);
                }
                calls.append(20);
                askedWhileMovingIsRightOrRefused(first, calls);
                Asking.compare(first.queries(), calls.oracle(), random, 10);
            }
        }
    }

    private static void everyShardIsExplainedByWhoeverHasIt(Projector asked, Projector other) {
        QueryOutcome<CallsPage> outcome = asked.queries().calls(new CallsQuery(Filter.everything(), Filter.everything(),
                List.of(), Optional.empty(), 10, 0, Optional.empty(), Consistency.STRONG, true));
        Explanation explanation = ((QueryOutcome.Answered<CallsPage>) outcome).explanation();
        assertThat(explanation.indexes()).hasSize(2).allMatch(index -> !index.searches().isEmpty())
                .extracting(IndexExplanation::instance).doesNotHaveDuplicates().contains(ShardExplanation.LOCAL);
        Map<Integer, ShardExplanation> shards = explanation.shards().stream()
                .collect(Collectors.toMap(ShardExplanation::partition, Function.identity()));
        assertThat(shards).hasSize(4);
        shards.forEach((partition, shard) -> {
            assertThat(shard.instance().equals(ShardExplanation.LOCAL)).isEqualTo(asked.partitions().contains(partition));
            assertThat(shard.instance().startsWith("127.0.0.1:")).isEqualTo(other.partitions().contains(partition));
        });
    }

    @Test
    void aStrangerGetsNothingButHealth() throws Exception {
        try (TestLog log = TestLog.start(folder.resolve("kafka"), 1)) {
            int port = freePort();
            try (Projector projector = new Projector(ProjectorConfig.standard(log.bootstrapServers(), folder.resolve("p"))
                    .among(Peering.of("127.0.0.1", port, SECRET)), new CursorCodec(SECRET))) {
                projector.start();
                assertThat(projector.awaitRunning(Duration.ofSeconds(60))).isTrue();
                assertThat(status(port, "/peer/calls", "{}")).isEqualTo(401);
                assertThat(status(port, "/peer/members", "{}")).isEqualTo(401);
                assertThat(status(port, "/peer/rows", "{}")).isEqualTo(401);
                assertThat(status(port, "/peer/activity", "{}")).isEqualTo(401);
                assertThat(status(port, "/actuator/health/readiness", "")).isEqualTo(200);
            }
        }
    }

    private static int status(int port, String path, String body) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Switchboard-Peer", "00").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Whether the instance has its half: it is running before the group has handed it anything. */
    private static boolean shared(Projector projector) {
        return projector.state() instanceof ProjectorState.Running && projector.partitions().size() == 2;
    }

    private static void askedWhileMovingIsRightOrRefused(Projector projector, RandomLog calls) {
        QueryOutcome<CallsPage> outcome = projector.queries().calls(Asking.calls(Filter.everything()));
        if (outcome instanceof QueryOutcome.Answered<CallsPage> answered) {
            assertThat(answered.answer().calls()).hasSize(Math.min(100, calls.oracle().calls().size()));
        }
    }

    private Projector projector(TestLog log, String name) throws IOException {
        return new Projector(ProjectorConfig.standard(log.bootstrapServers(), folder.resolve(name))
                .among(Peering.of("127.0.0.1", freePort(), SECRET)), new CursorCodec(SECRET));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
