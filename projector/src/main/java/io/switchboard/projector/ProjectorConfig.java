package io.switchboard.projector;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a projector has to be told.
 *
 * @param bootstrapServers of the Kafka cluster
 * @param folder           where its stores live; for this process alone, kept between starts
 * @param threads          stream threads; partitions are spread over them
 * @param commitInterval   how much folding a crash may cost. Reads do not wait for commits, so this only weighs a
 *                         shorter catch-up after a crash against fewer transactions
 * @param topicWait        how long to wait at the start for the topics to exist
 */
public record ProjectorConfig(String bootstrapServers, Path folder, int threads, Duration commitInterval,
                              Duration topicWait) {

    /** One thread, commits twice a second, topics within half a minute. */
    public static ProjectorConfig standard(String bootstrapServers, Path folder) {
        return new ProjectorConfig(bootstrapServers, folder, 1, Duration.ofMillis(500), Duration.ofSeconds(30));
    }
}
