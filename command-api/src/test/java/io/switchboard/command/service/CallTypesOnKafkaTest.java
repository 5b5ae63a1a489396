package io.switchboard.command.service;

import static io.switchboard.command.service.CommandInstances.anyOf;
import static io.switchboard.command.service.CommandInstances.eventually;
import static io.switchboard.command.service.CommandInstances.newRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.calltype.CallTypeCommand;
import io.switchboard.command.calltype.CallTypeReply;
import io.switchboard.command.request.RequestId;
import io.switchboard.events.Actor;
import io.switchboard.events.calltype.CallType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Call types on a real Kafka: what outlives an instance, and what another instance sees. */
class CallTypesOnKafkaTest {

    private static final String ROLE = "caretaker";

    private final String name = "type-" + UUID.randomUUID();

    @TempDir
    private Path data;
    private CommandInstances instances;

    @BeforeEach
    void onOneKafka() {
        instances = new CommandInstances(data);
    }

    @Test
    void aTypeOutlivesARestart() {
        RequestId request = newRequest();
        CallType made = madeBy("a", request);

        try (CommandService service = instances.start("a")) {
            assertThat(service.callTypes().current(name)).contains(made);
            assertThat(done(service.callTypes().submit(create(request)))).as("a retry is recognised").contains(made);
            assertThat(service.callTypes().submit(create(newRequest()))).isInstanceOf(CallTypeReply.Refused.class);
        }
    }

    @Test
    void aTypeOutlivesTheLossOfTheLocalStores() {
        CallType made = madeBy("a", newRequest());

        try (CommandService service = instances.start("somewhere-else")) {
            assertThat(service.callTypes().current(name)).contains(made);
            assertThat(service.callTypes().current()).containsEntry(name, made).containsKey("default");
        }
    }

    @Test
    void aDeletedTypeStaysDeletedWithoutTheLocalStores() {
        madeBy("a", newRequest());
        try (CommandService service = instances.start("a")) {
            assertThat(done(service.callTypes().submit(command(new CallTypeCommand.Delete(), newRequest())))).isEmpty();
        }

        try (CommandService service = instances.start("somewhere-else")) {
            assertThat(service.callTypes().current(name)).isEmpty();
            assertThat(service.callTypes().current()).doesNotContainKey(name);
        }
    }

    @Test
    void anInstanceThatDoesNotOwnTheTypesReadsWhatWasAnswered() {
        try (CommandService first = instances.start("a"); CommandService second = instances.start("b")) {
            CommandInstances.awaitReady(second);
            CommandInstances.awaitReady(first);
            for (String permission : List.of("join-call", "read-call", "end-call")) {
                CallTypeCommand command = command(permission.equals("join-call")
                        ? new CallTypeCommand.Create(granting(permission))
                        : new CallTypeCommand.Update(granting(permission)), newRequest());

                CallType answered = done(eventually(() -> anyOf(() -> first.callTypes().submit(command),
                        () -> second.callTypes().submit(command)))).orElseThrow();

                assertThat(answered.grants()).containsEntry(ROLE, List.of(permission));
                assertThat(first.callTypes().current(name)).contains(answered);
                assertThat(second.callTypes().current(name)).contains(answered);
                assertThat(second.callTypes().find(name)).contains(answered);
            }
        }
    }

    /** The type as an instance answered it that is closed by now. */
    private CallType madeBy(String folder, RequestId request) {
        try (CommandService service = instances.start(folder)) {
            return done(service.callTypes().submit(create(request))).orElseThrow();
        }
    }

    private CallTypeCommand create(RequestId request) {
        return command(new CallTypeCommand.Create(granting("join-call")), request);
    }

    private CallTypeCommand command(CallTypeCommand.Action action, RequestId request) {
        return new CallTypeCommand(name, action, new Actor.Server(), request, Instant.now());
    }

    private static CallTypeCommand.Content granting(String permission) {
        return new CallTypeCommand.Content(Optional.empty(), Map.of(ROLE, List.of(permission)), Optional.empty(),
                Optional.empty());
    }

    private static Optional<CallType> done(CallTypeReply reply) {
        assertThat(reply).isInstanceOf(CallTypeReply.Done.class);
        return ((CallTypeReply.Done) reply).type();
    }
}
