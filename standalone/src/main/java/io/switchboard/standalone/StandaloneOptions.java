package io.switchboard.standalone;

import java.nio.file.Path;

/**
 * What {@code switchboard up} was asked for. Immutable.
 *
 * @param host      address the HTTP API listens on
 * @param port      port of the HTTP API, 0 for any free one
 * @param kafkaPort port of the embedded broker on 127.0.0.1, 0 for any free one
 * @param data      folder for everything that must outlive the process
 */
public record StandaloneOptions(String host, int port, int kafkaPort, Path data) {

    static final String DEFAULT_HOST = "127.0.0.1";
    static final int DEFAULT_PORT = 8080;
    static final int DEFAULT_KAFKA_PORT = 9092;
    static final Path DEFAULT_DATA = Path.of(".switchboard");

    public StandaloneOptions {
        if (port != 0 && port == kafkaPort) {
            throw Refusal.misuse("--port and --kafka-port are both " + port + "; they must differ.");
        }
    }

    /** Where the embedded broker keeps the event log. */
    Path brokerData() {
        return data.resolve("kafka");
    }
}
