package io.switchboard.broker.testing;

import io.switchboard.broker.BrokerSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The official Kafka image of the release on the class path, with the settings Switchboard requires. */
final class KafkaInContainer {

    /** An engine answered but gave no running Kafka in time; the message says why. */
    static final class Unobtainable extends Exception {
        Unobtainable(String why, Throwable cause) {
            super(why, cause);
        }
    }

    // Pulling the image has no bound of its own, and an engine without a network would hang the whole test run.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private KafkaInContainer() {
    }

    /** Starts the container, which ends with this JVM, and returns its bootstrap servers. */
    static String start() throws Unobtainable {
        String image = "apache/kafka:" + AppInfoParser.getVersion();
        CompletableFuture<String> servers = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("kafka-container").start(() -> {
            try {
                servers.complete(run(image));
            } catch (RuntimeException | Error e) {
                servers.completeExceptionally(e);
            }
        });
        try {
            return servers.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new Unobtainable(image + " did not start: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new Unobtainable(image + " was not up within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unobtainable("interrupted while starting " + image, e);
        }
    }

    @SuppressWarnings("resource") // Testcontainers' reaper stops it with the JVM.
    private static String run(String image) {
        KafkaContainer kafka = new KafkaContainer(DockerImageName.parse(image));
        Map<String, String> settings = new HashMap<>(BrokerSettings.required());
        settings.putAll(BrokerSettings.singleNode());
        settings.forEach((name, value) ->
                kafka.withEnv("KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT), value));
        kafka.start();
        return kafka.getBootstrapServers();
    }
}
