package io.switchboard.command.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchboard.broker.testing.TestKafka;
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
import io.switchboard.events.RequestRef;
import io.switchboard.events.calltype.BuiltInCallTypes;
import io.switchboard.wire.error.ApiException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole write side against a real Kafka: one instance, its restart, and two instances. */
class CommandServiceTest {

    private static final int PARTITIONS = 4;

    private final Cid cid = new Cid("default", UUID.randomUUID().toString());

    @TempDir
    private Path data;

    @Test
    void whatWasAnsweredIsThereAfterARestart() throws Exception {
        RequestId request = request();
        try (CommandService service = start("a")) {
            assertThat(done(service.submit(create(request))).created()).isTrue();
            assertThat(done(service.submit(get())).created()).isFalse();
        }
        try (CommandService service = start("a")) {
            assertThat(done(service.submit(get())).call().core().cid()).isEqualTo(cid);
            assertThat(done(service.submit(create(request))).created()).as("a retry is recognised").isTrue();
            assertThat(done(service.submit(create(request()))).created()).isFalse();
        }
    }

    @Test
    void theLossOfTheLocalStoresCostsNothingButTime() throws Exception {
        try (CommandService service = start("a")) {
            service.submit(create(request()));
        }
        try (CommandService service = start("somewhere-else")) {
            assertThat(done(service.submit(get())).call().core().cid()).isEqualTo(cid);
        }
    }

    @Test
    void anInstanceThatDoesNotOwnTheUsersStillFindsThem() throws Exception {
        try (CommandService first = start("a"); CommandService second = start("b")) {
            await().atMost(Duration.ofSeconds(30)).until(second::ready);
            await().atMost(Duration.ofSeconds(30)).until(first::ready);
            String id = "user " + UUID.randomUUID();
            UserCommand command = new UserCommand(List.of(UserUpsert.existing(id)), new Actor.Server(),
                    request(), Instant.now());
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
                await().atMost(Duration.ofSeconds(30)).until(leaves::ready);
                eventually(() -> anyOf(() -> stays.submit(create(request())), () -> leaves.submit(create(request()))));
            }
            assertThat(done(eventually(() -> stays.submit(get()))).call().core().cid()).isEqualTo(cid);
        }
    }

    @Test
    void metersTellWhatTheShardsDo() throws Exception {
        try (CommandService service = start("a")) {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            new ShardMeters(service).bindTo(registry);
            service.submit(create(request()));
            assertThat(registry.get("switchboard.shard.commits").functionCounters().stream()
                    .mapToDouble(FunctionCounter::count).sum()).isEqualTo(1);
            assertThat(registry.get("switchboard.shard.serving").gauges()).allMatch(gauge -> gauge.value() == 1);
        }
    }

    private CommandService start(String folder) {
        CommandService service = CommandService.start(new CommandSettings(TestKafka.bootstrapServers(),
                data.resolve(folder), PARTITIONS, (short) 1, folder + ":8080"), InstantSource.system());
        await().atMost(Duration.ofSeconds(30)).until(service::ready);
        return service;
    }

    private CallRequest create(RequestId request) {
        return new CallRequest(new CallCommand.GetOrCreate(new CallCommand.NewCall(Optional.of("john"), List.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty()), true, 25, CallCommand.Signal.NONE), context(), request);
    }

    private CallRequest get() {
        return new CallRequest(new CallCommand.Get(25, CallCommand.Signal.NONE), context(), request());
    }

    private CallCommand.Context context() {
        return new CallCommand.Context(cid, new Principal.Server(), Instant.now(),
                Optional.of(BuiltInCallTypes.byName().get("default")), AppRules.defaults(),
                user -> Optional.of(Person.plain(user, "user")), Optional.empty(),
                new CallCommand.FreshIds("session", "device"));
    }

    private static RequestId request() {
        return new RequestId(new RequestRef(UUID.randomUUID().toString(), "hash"), true);
    }

    private static CallReply.Done done(CallReply reply) {
        assertThat(reply).isInstanceOf(CallReply.Done.class);
        return (CallReply.Done) reply;
    }

    /** What the owner answers; the other one refuses. */
    private static <T> T anyOf(Callable<T> one, Callable<T> other) throws Exception {
        try {
            return one.call();
        } catch (ApiException notTheOwner) {
            return other.call();
        }
    }

    private static <T> T eventually(Callable<T> attempt) {
        return await().atMost(Duration.ofSeconds(30)).ignoreExceptionsInstanceOf(ApiException.class)
                .until(attempt, answer -> answer != null);
    }
}
