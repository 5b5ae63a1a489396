package io.switchboard.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What an {@link EmbeddedBroker} must be told. Immutable.
 *
 * @param dataDirectory where log, metadata and lock file live; created when absent
 * @param port          port for clients on the loopback interface, 0 for one that the system picks
 * @param closeTimeout  how long {@link EmbeddedBroker#close()} may take before it gives up waiting
 * @param overrides     Kafka broker settings that win over the defaults of this module
 */
public record BrokerConfig(Path dataDirectory, int port, Duration closeTimeout, Map<String, String> overrides) {

    private static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(20);

    public BrokerConfig {
        Objects.requireNonNull(dataDirectory, "dataDirectory");
        Objects.requireNonNull(closeTimeout, "closeTimeout");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("The broker port must lie between 0 and 65535, not " + port + ".");
        }
        overrides = Map.copyOf(overrides);
    }

    public BrokerConfig(Path dataDirectory, int port) {
        this(dataDirectory, port, DEFAULT_CLOSE_TIMEOUT, Map.of());
    }
}
