package io.switchboard.projector.serving;

import io.switchboard.events.Topics;
import io.switchboard.projector.consistency.AppliedPositions;
import io.switchboard.projector.consistency.LogEnd;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.query.CallQueries;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The read side of a running Streams app: its queries, and the server through which other instances ask its shards.
 *
 * @param queries over all shards of the application
 */
public record Serving(CallQueries queries, Fleet fleet, Optional<PeerServer> server) implements AutoCloseable {

    /** Time for the way to another instance, beyond the waiting there. */
    private static final Duration WAY = Duration.ofSeconds(1);

    /** The stores of the app by name. */
    public record Stores(String calls, String users, String callTypes, String settings) {
    }

    /**
     * Starts serving.
     *
     * @param partitions of the call log and of the tables
     * @param wait       how long a question waits for the log to be applied
     * @param ready      whether this instance is to get traffic
     * @throws IOException when the port for other instances cannot be had
     */
    public static Serving start(KafkaStreams streams, Stores stores, AppliedPositions positions, LogEnd logEnd,
                                CursorCodec cursors, Set<TopicPartition> partitions, Duration wait,
                                Optional<Peering> self, BooleanSupplier ready) throws IOException {
        PeerCodec codec = new PeerCodec(cursors);
        Shards local = new LocalShards(streams, stores.calls(), positions, wait, self.isEmpty());
        Optional<PeerServer> server = self.isPresent()
                ? Optional.of(PeerServer.start(self.get(), local, codec, ready)) : Optional.empty();
        Fleet fleet = new Fleet(streams, stores.calls(), positions, local, self, codec, wait.plus(WAY));
        GlobalTables tables = new GlobalTables(streams, stores, () -> positions.progress(Topics.USERS),
                InstantSource.system());
        return new Serving(new MergedQueries(fleet, tables, positions, logEnd, cursors, partitions, wait), fleet, server);
    }

    @Override
    public void close() {
        server.ifPresent(PeerServer::close);
        fleet.close();
    }
}
