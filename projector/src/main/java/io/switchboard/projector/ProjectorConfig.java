package io.switchboard.projector;

import io.switchboard.projector.serving.Peering;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a projector has to be told.
 *
 * @param bootstrapServers of the Kafka cluster
 * @param folder           where its stores live; for this process alone, kept between starts
 * @param threads          stream threads; partitions are spread over them
 * @param commitInterval   how much folding a crash may cost. Reads do not wait for commits, so this only weighs a
 *                         shorter catch-up after a crash against fewer transactions
 * @param topicWait        how long to wait at the start for the topics to exist
 * @param peering          how other instances reach this one and it them; without, it answers only while it owns
 *                         every partition itself
 */
public record ProjectorConfig(String bootstrapServers, Path folder, int threads, Duration commitInterval,
                              Duration topicWait, Optional<Peering> peering) {

    /** One thread, commits twice a second, topics within half a minute, alone. */
    public static ProjectorConfig standard(String bootstrapServers, Path folder) {
        return new ProjectorConfig(bootstrapServers, folder, 1, Duration.ofMillis(500), Duration.ofSeconds(30),
                Optional.empty());
    }

    /** The same, as one of several instances. */
    public ProjectorConfig among(Peering self) {
        return new ProjectorConfig(bootstrapServers, folder, threads, commitInterval, topicWait, Optional.of(self));
    }
}
