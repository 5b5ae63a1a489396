package io.switchboard.projector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The settings of the Streams app, each for a reason.
 *
 * <p>At least once is enough, and better than exactly once here. The app writes nothing to Kafka: its stores restore
 * from the log it reads. What is folded twice changes nothing, and a suspended instance that wakes up spoils nobody's
 * state but its own, which then only lags. Exactly once, Streams would not let stores confirm how far they are while
 * they run, and after a crash would fold everything since the last rebalance again.
 */
final class StreamsSettings {

    /**
     * Ends in a number that grows with the format of the rows and with the topology. An application of another number
     * reads the log again into stores of its own, and instances of both can run side by side: under one id an instance
     * would be handed tasks that its own topology numbers otherwise.
     */
    static final String APPLICATION_ID = "switchboard-projector-4";

    private static final String INSTANCE_FILE = "instance";

    private StreamsSettings() {
    }

    static Properties of(ProjectorConfig config) throws IOException {
        Properties p = new Properties();
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        p.put(StreamsConfig.STATE_DIR_CONFIG, config.folder().resolve("streams").toString());
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        config.peering().ifPresent(self -> p.put(StreamsConfig.APPLICATION_SERVER_CONFIG, self.address()));
        // A record cache would hold rows back from the store that queries read.
        p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        p.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        p.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        // Records of a poll return at once; this is only how often an idle thread turns round.
        p.put(StreamsConfig.POLL_MS_CONFIG, 200);
        p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallRocksDb.class);
        for (String client : new String[] {StreamsConfig.MAIN_CONSUMER_PREFIX, StreamsConfig.GLOBAL_CONSUMER_PREFIX,
            StreamsConfig.RESTORE_CONSUMER_PREFIX}) {
            p.put(client + ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        }
        // A restarted process takes its place in the group again at once, without waiting for its old self to expire.
        p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance(config.folder()));
        p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // Joining right after the topics were made must not wait for the next metadata round.
        p.put(StreamsConfig.METADATA_MAX_AGE_CONFIG, 60_000);
        p.put(StreamsConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        return p;
    }

    /** A name for this folder's process in the group, made at its first start. */
    private static String instance(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(INSTANCE_FILE);
        if (!Files.exists(file)) {
            Files.writeString(file, UUID.randomUUID().toString());
        }
        return Files.readString(file).strip();
    }
}
