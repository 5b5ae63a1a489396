package io.switchboard.command.calltype;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.calltype.CallTypeCommand.Content;
import io.switchboard.command.request.RequestId;
import io.switchboard.command.shard.LogRecord;
import io.switchboard.command.shard.StateMachine;
import io.switchboard.events.Actor;
import io.switchboard.events.RequestRef;
import io.switchboard.events.calltype.BuiltInCallTypes;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.table.MemoryRows;
import io.switchboard.wire.error.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class CallTypeMachineTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final CallType DEFAULT = BuiltInCallTypes.byName().get("default");

    private final MemoryRows rows = new MemoryRows();
    private final List<LogRecord> log = new ArrayList<>();

    @Test
    void aNewTypeGetsWhatItDoesNotSayFromTheBuiltInDefault() {
        CallType type = type(run("r1", "mine", create("{\"audio\":{\"mic_default_on\":false}}", Map.of("admin", List.of()))));
        assertThat(type.grants()).containsEntry("admin", List.of()).containsEntry("user", DEFAULT.grants().get("user"))
                .containsEntry("call_member", DEFAULT.grants().get("call_member"));
        assertThat(type.settings().at("/audio/mic_default_on").booleanValue()).isFalse();
        assertThat(type.settings().get("ring")).isEqualTo(DEFAULT.settings().get("ring"));
        assertThat(type.createdAt()).isEqualTo(NOW);
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        assertThat(refusal(run("r1", "livestream", create("{}", Map.of())))).isEqualTo(ErrorCode.DUPLICATE_NAME);
        assertThat(log).isEmpty();
    }

    @Test
    void aChangeOfABuiltInTypeMerges() {
        CallType type = type(run("r1", "default", update("{}", Map.of("host", List.of("join-backstage")))));
        assertThat(type.grants().get("host")).containsExactly("join-backstage");
        assertThat(type.grants().get("user")).isEqualTo(DEFAULT.grants().get("user"));
        assertThat(type.createdAt()).isEqualTo(DEFAULT.createdAt());
        assertThat(type.updatedAt()).isEqualTo(NOW);
        run("r2", "default", update("{}", Map.of("host", List.of("join-backstage"))));
        assertThat(log).as("what changes nothing writes nothing").hasSize(1);
    }

    @Test
    void aDeletedBuiltInTypeStaysDeletedAndCanBeMadeAgain() {
        run("r1", "livestream", new CallTypeCommand.Delete());
        assertThat(refusal(run("r2", "livestream", update("{}", Map.of())))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(refusal(run("r3", "livestream", new CallTypeCommand.Delete()))).isEqualTo(ErrorCode.NOT_FOUND);
        MemoryRows replayed = new MemoryRows();
        log.forEach(record -> new CallTypeMachine().replay(record, replayed));
        assertThat(replayed.all().keySet()).usingRecursiveComparison().isEqualTo(rows.all().keySet());
        assertThat(run("r4", "livestream", create("{}", Map.of()))).isInstanceOf(CallTypeReply.Done.class);
    }

    @Test
    void aRetryWritesNothing() {
        run("r1", "mine", create("{}", Map.of()));
        assertThat(run("r1", "mine", create("{}", Map.of()))).isInstanceOf(CallTypeReply.Done.class);
        assertThat(log).hasSize(1);
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        assertThat(refusal(run("r1", "mine", create("{\"video\":{\"enabled\":false,\"camera_default_on\":true}}",
                Map.of())))).isEqualTo(ErrorCode.INPUT);
    }

    private CallTypeReply run(String request, String name, CallTypeCommand.Action action) {
        CallTypeMachine machine = new CallTypeMachine();
        StateMachine.Step<CallTypeReply> step = machine.handle(new CallTypeCommand(name, action, new Actor.Server(),
                new RequestId(new RequestRef(request, "h"), true), NOW), rows);
        step.records().forEach(record -> {
            machine.replay(record, rows);
            log.add(record);
        });
        return step.reply().apply(rows);
    }

    private static CallTypeCommand.Action create(String settings, Map<String, List<String>> grants) {
        return new CallTypeCommand.Create(content(settings, grants));
    }

    private static CallTypeCommand.Action update(String settings, Map<String, List<String>> grants) {
        return new CallTypeCommand.Update(content(settings, grants));
    }

    private static Content content(String settings, Map<String, List<String>> grants) {
        return new Content(Optional.of((ObjectNode) EventJson.mapper().readTree(settings)), grants, Optional.empty(),
                Optional.empty());
    }

    private static CallType type(CallTypeReply reply) {
        return ((CallTypeReply.Done) reply).type().orElseThrow();
    }

    private static ErrorCode refusal(CallTypeReply reply) {
        return ((CallTypeReply.Refused) reply).error().code();
    }
}
