package io.switchboard.command.service;

import java.nio.file.Path;

/**
 * What one instance of the write side needs to know.
 *
 * @param bootstrapServers where Kafka is
 * @param data             the folder for local stores; its loss costs time, never data
 * @param partitions       of {@code call-events}; part of the contract, refused at start when the broker has another
 * @param replication      of topics that have to be made
 * @param address          how other instances reach this one, host:port
 */
public record CommandSettings(String bootstrapServers, Path data, int partitions, short replication,
                              String address) {

    public CommandSettings {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("switchboard.kafka.bootstrap must name a Kafka broker, host:port");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("switchboard.partitions must be 1 or more");
        }
        if (replication < 1) {
            throw new IllegalArgumentException("switchboard.replication must be 1 or more");
        }
    }
}
