package io.switchboard.command.service;

import static io.switchboard.command.service.CommandInstances.anyOf;
import static io.switchboard.command.service.CommandInstances.eventually;
import static io.switchboard.command.service.CommandInstances.newRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.switchboard.command.call.AppRules;
import io.switchboard.command.call.CallCommand;
import io.switchboard.command.call.CallReply;
import io.switchboard.command.call.CallRequest;
import io.switchboard.command.call.Person;
import io.switchboard.command.call.Principal;
import io.switchboard.command.request.RequestId;
import io.switchboard.command.user.UserCommand;
import io.switchboard.command.user.UserReply;
import io.switchboard.command.user.UserUpsert;
import io.switchboard.events.Actor;
import io.switchboard.events.Cid;
import io.switchboard.events.calltype.BuiltInCallTypes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole write side against a real Kafka: one instance, its restart, and two instances. */
class CommandServiceTest {

    private final Cid cid = new Cid("default", UUID.randomUUID().toString());

    @TempDir
    private Path data;

    @Test
    void whatWasAnsweredIsThereAfterARestart() throws Exception {
        RequestId request = newRequest();
        try (CommandService service = start("a")) {
            assertThat(done(service.submit(create(request))).created()).isTrue();
            assertThat(done(service.submit(get())).created()).isFalse();
        }
        try (CommandService service = start("a")) {
            assertThat(done(service.submit(get())).call().core().cid()).isEqualTo(cid);
            assertThat(done(service.submit(create(request))).created()).as("a retry is recognised").isTrue();
            assertThat(done(service.submit(create(newRequest()))).created()).isFalse();
        }
    }

    @Test
    void theLossOfTheLocalStoresCostsNothingButTime() throws Exception {
        try (CommandService service = start("a")) {
            service.submit(create(newRequest()));
        }
        try (CommandService service = start("somewhere-else")) {
            assertThat(done(service.submit(get())).call().core().cid()).isEqualTo(cid);
        }
    }

    @Test
    void anInstanceThatDoesNotOwnTheUsersStillFindsThem() throws Exception {
        try (CommandService first = start("a"); CommandService second = start("b")) {
            CommandInstances.awaitReady(second);
            CommandInstances.awaitReady(first);
            String id = "user " + UUID.randomUUID();
            UserCommand command = new UserCommand(List.of(UserUpsert.existing(id)), new Actor.Server(),
                    newRequest(), Instant.now());
            UserReply reply = eventually(() -> anyOf(() -> first.users().submit(command), () -> second.users().submit(command)));
            assertThat(reply).isInstanceOf(UserReply.Done.class);
            assertThat(first.users().find(List.of(id, "nobody"))).containsOnlyKeys(id);
            assertThat(second.users().find(List.of(id, "nobody"))).containsOnlyKeys(id);
        }
    }

    @Test
    void partitionsMoveToTheInstanceThatStays() throws Exception {
        try (CommandService stays = start("b")) {
            try (CommandService leaves = start("a")) {
                CommandInstances.awaitReady(leaves);
                eventually(() -> anyOf(() -> stays.submit(create(newRequest())), () -> leaves.submit(create(newRequest()))));
            }
            assertThat(done(eventually(() -> stays.submit(get()))).call().core().cid()).isEqualTo(cid);
        }
    }

    @Test
    void metersTellWhatTheShardsDo() throws Exception {
        try (CommandService service = start("a")) {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            new ShardMeters(service).bindTo(registry);
            service.submit(create(newRequest()));
            assertThat(registry.get("switchboard.shard.commits").functionCounters().stream()
                    .mapToDouble(FunctionCounter::count).sum()).isEqualTo(1);
            assertThat(registry.get("switchboard.shard.serving").gauges()).allMatch(gauge -> gauge.value() == 1);
        }
    }

    private CommandService start(String folder) {
        return new CommandInstances(data).start(folder);
    }

    private CallRequest create(RequestId request) {
        return new CallRequest(new CallCommand.GetOrCreate(new CallCommand.NewCall(Optional.of("john"), List.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty()), true, 25, CallCommand.Signal.NONE), context(), request);
    }

    private CallRequest get() {
        return new CallRequest(new CallCommand.Get(25, CallCommand.Signal.NONE), context(), newRequest());
    }

    private CallCommand.Context context() {
        return new CallCommand.Context(cid, new Principal.Server(), Instant.now(),
                Optional.of(BuiltInCallTypes.byName().get("default")), AppRules.defaults(),
                user -> Optional.of(Person.plain(user, "user")), Optional.empty(),
                new CallCommand.FreshIds("session", "device"));
    }

    private static CallReply.Done done(CallReply reply) {
        assertThat(reply).isInstanceOf(CallReply.Done.class);
        return (CallReply.Done) reply;
    }
}
