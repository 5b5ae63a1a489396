package io.switchboard.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.request.RequestId;
import io.switchboard.command.shard.LogRecord;
import io.switchboard.command.shard.StateMachine;
import io.switchboard.command.user.UserUpsert;
import io.switchboard.events.Actor;
import io.switchboard.events.RequestRef;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.table.MemoryRows;
import io.switchboard.events.user.User;
import io.switchboard.wire.error.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class UserMachineTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private final UserMachine machine = new UserMachine();
    private final MemoryRows rows = new MemoryRows();
    private final List<LogRecord> log = new ArrayList<>();

    @Test
    void aNewUserHasTheDefaults() {
        User john = upsert("r1", START, UserUpsert.existing("john")).getFirst();
        assertThat(john.role()).isEqualTo("user");
        assertThat(john.language()).isEmpty();
        assertThat(john.createdAt()).isEqualTo(START);
        assertThat(john.updatedAt()).isEqualTo(START);
    }

    @Test
    void whatIsNotGivenStaysAndGivenCustomReplaces() {
        upsert("r1", START, named("john", "John", "{\"a\":1,\"b\":2}"));
        User john = upsert("r2", START.plusSeconds(5), new UserUpsert("john", Optional.of("admin"), Optional.empty(),
                Optional.empty(), Optional.of(json("{\"c\":3}")), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty())).getFirst();
        assertThat(john.name()).contains("John");
        assertThat(john.role()).isEqualTo("admin");
        assertThat(john.custom()).isEqualTo(json("{\"c\":3}"));
        assertThat(john.createdAt()).isEqualTo(START);
        assertThat(john.updatedAt()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void anUpsertThatChangesNothingWritesNothing() {
        upsert("r1", START, named("john", "John", "{}"));
        upsert("r2", START.plusSeconds(5), named("john", "John", "{}"));
        assertThat(log).hasSize(1);
    }

    @Test
    void manyUsersAreOneBatchAnsweredInRequestOrder() {
        assertThat(upsert("r1", START, UserUpsert.existing("zoe"), UserUpsert.existing("adam")))
                .extracting(User::id).containsExactly("zoe", "adam");
        assertThat(log).extracting(LogRecord::key).containsExactly("zoe", "adam");
    }

    @Test
    void aRetryWritesNothingEvenAfterOthersChangedTheUser() {
        upsert("r1", START, named("john", "John", "{}"));
        upsert("r2", START, named("john", "Johnny", "{}"));
        User john = upsert("r1", START, named("john", "John", "{}")).getFirst();
        assertThat(john.name()).contains("Johnny");
        assertThat(log).hasSize(2);
    }

    @Test
    void anIdempotencyKeyUsedForOtherUsersIsRefused() {
        run(new UserCommand(List.of(UserUpsert.existing("a")), new Actor.Server(), key("k", "h1"), START));
        assertThat(run(new UserCommand(List.of(UserUpsert.existing("b")), new Actor.Server(), key("k", "h2"), START)))
                .isInstanceOfSatisfying(UserReply.Refused.class,
                        refused -> assertThat(refused.error().code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(log).hasSize(1);
    }

    private List<User> upsert(String request, Instant now, UserUpsert... upserts) {
        UserReply reply = run(new UserCommand(List.of(upserts), new Actor.Server(),
                new RequestId(new RequestRef(request, "h"), false), now));
        return ((UserReply.Done) reply).users();
    }

    private UserReply run(UserCommand command) {
        StateMachine.Step<UserReply> step = machine.handle(command, rows);
        step.records().forEach(record -> {
            machine.replay(record, rows);
            log.add(record);
        });
        return step.reply().apply(rows);
    }

    private static RequestId key(String id, String hash) {
        return new RequestId(new RequestRef(id, hash), true);
    }

    private static UserUpsert named(String id, String name, String custom) {
        return new UserUpsert(id, Optional.empty(), Optional.of(name), Optional.empty(), Optional.of(json(custom)),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) EventJson.mapper().readTree(text);
    }
}
