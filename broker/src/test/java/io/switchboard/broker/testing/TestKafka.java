package io.switchboard.broker.testing;

import io.switchboard.broker.BrokerConfig;
import io.switchboard.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * One real Kafka for all tests of a JVM, started by whoever asks first and stopped when the JVM ends.
 *
 * <p>A container where a Docker engine answers and the image can be had, else an {@link EmbeddedBroker} on a temporary
 * directory with the same settings. Never absent, so no test is ever skipped for want of it; one line on standard
 * output says which it is. Tests share it: they must use topics, groups and transactional ids of their own.
 * Safe for use by any thread.
 */
public final class TestKafka {

    private TestKafka() {
    }

    /** The {@code bootstrap.servers} of the shared Kafka; the first call starts it. */
    public static String bootstrapServers() {
        return Shared.BOOTSTRAP_SERVERS;
    }

    // The holder idiom: class initialization runs once, under the JVM's own lock.
    private static final class Shared {
        static final String BOOTSTRAP_SERVERS = start();
    }

    private static String start() {
        if (!DockerEngine.answers()) {
            return embedded("no Docker engine answers");
        }
        try {
            String servers = KafkaInContainer.start();
            System.out.println("TestKafka: container at " + servers);
            return servers;
        } catch (KafkaInContainer.Unobtainable e) {
            return embedded(e.getMessage());
        }
    }

    private static String embedded(String why) {
        Path directory = temporaryDirectory();
        EmbeddedBroker broker = EmbeddedBroker.start(new BrokerConfig(directory, 0));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            broker.close();
            delete(directory);
        }));
        System.out.println("TestKafka: embedded broker at " + broker.bootstrapServers() + " (" + why + ")");
        return broker.bootstrapServers();
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("switchboard-test-kafka");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("TestKafka: " + directory + " was left behind: " + e);
        }
    }
}
