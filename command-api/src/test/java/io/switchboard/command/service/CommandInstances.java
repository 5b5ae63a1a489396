package io.switchboard.command.service;

import static org.awaitility.Awaitility.await;

import io.switchboard.broker.testing.TestKafka;
import io.switchboard.command.request.RequestId;
import io.switchboard.events.RequestRef;
import io.switchboard.wire.error.ApiException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Instances of the write side on the real Kafka of the tests, each with a folder of its own below {@code data}. */
record CommandInstances(Path data) {

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Returns when the instance is ready. A folder that was used before is what a restart finds. */
    CommandService start(String folder) {
        CommandService service = CommandService.start(new CommandSettings(TestKafka.bootstrapServers(),
                data.resolve(folder), PARTITIONS, (short) 1, folder + ":8080"), InstantSource.system());
        awaitReady(service);
        return service;
    }

    /** With several instances partitions move, and who was ready may not be for a while. */
    static void awaitReady(CommandService service) {
        await().atMost(PATIENCE).until(service::ready);
    }

    static RequestId newRequest() {
        return new RequestId(new RequestRef(UUID.randomUUID().toString(), "hash"), true);
    }

    /** What the owner answers; the other one refuses. */
    static <T> T anyOf(Callable<T> one, Callable<T> other) throws Exception {
        try {
            return one.call();
        } catch (ApiException notTheOwner) {
            return other.call();
        }
    }

    static <T> T eventually(Callable<T> attempt) {
        return await().atMost(PATIENCE).ignoreExceptionsInstanceOf(ApiException.class)
                .until(attempt, answer -> answer != null);
    }
}
