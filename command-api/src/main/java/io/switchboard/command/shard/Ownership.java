package io.switchboard.command.shard;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Membership in the consumer group that shares the partitions out among the instances. It reads nothing; what it is
 * assigned is only a hint to the shards about who should claim ({@link Shard} says why a hint is enough).
 *
 * <p>The member's client id carries the instance's address, so that any instance can learn who owns a partition by
 * describing the group. Thread-safe; one thread of its own.
 */
public final class Ownership implements AutoCloseable {

    /** The group's name in Kafka. */
    public static final String GROUP = "switchboard-command";

    /** What comes before the address in a member's client id. */
    public static final String CLIENT_ID_PREFIX = "switchboard-command@";

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HANDOVER = Duration.ofSeconds(2);
    private static final Duration LEAVE = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final List<Shards<?, ?>> topics;
    private final KafkaConsumer<byte[], byte[]> member;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private final Set<Shard<?, ?>> assigned = ConcurrentHashMap.newKeySet();
    private volatile boolean joined;

    private Ownership(KafkaLogSettings settings, String group, String address, List<Shards<?, ?>> topics) {
        this.topics = List.copyOf(topics);
        this.member = new KafkaConsumer<>(membership(settings, group, address));
        this.thread = Thread.ofPlatform().name("ownership").daemon().unstarted(this::run);
    }

    /**
     * Joins the group.
     *
     * @param address how other instances reach this one, e.g. {@code 10.0.0.7:8080}
     */
    public static Ownership join(KafkaLogSettings settings, String address, List<Shards<?, ?>> topics) {
        return join(settings, GROUP, address, topics);
    }

    static Ownership join(KafkaLogSettings settings, String group, String address, List<Shards<?, ?>> topics) {
        Ownership ownership = new Ownership(settings, group, address, topics);
        ownership.thread.start();
        return ownership;
    }

    private static Map<String, Object> membership(KafkaLogSettings settings, String group, String address) {
        return settings.with(Map.ofEntries(
                entry(ConsumerConfig.GROUP_ID_CONFIG, group),
                entry(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic"),
                entry(ConsumerConfig.CLIENT_ID_CONFIG, CLIENT_ID_PREFIX + address),
                entry(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        List.of(CooperativeStickyAssignor.class.getName())),
                entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000),
                entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000),
                entry(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 30_000),
                entry(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 50),
                entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest"),
                entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
                entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
                entry(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false)));
    }

    /** Whether this instance is a member, and so knows what it should own. */
    public boolean joined() {
        return joined;
    }

    /** The shards of the partitions it was assigned that do not serve yet, or no longer. */
    public List<Shard<?, ?>> unserved() {
        return assigned.stream().filter(shard -> shard.lifecycle() != Lifecycle.SERVING)
                .sorted(Comparator.comparing(Shard::name)).toList();
    }

    private void run() {
        member.subscribe(topics.stream().map(Shards::topic).toList(), new Hints());
        while (stopped.getCount() > 0) {
            poll();
        }
        try {
            member.close(CloseOptions.timeout(LEAVE));
        } catch (KafkaException e) {
            LOG.warn("The consumer group could not be left; the others will notice when the session ends", e);
        }
    }

    private void poll() {
        try {
            member.poll(POLL);
        } catch (WakeupException e) {
            // close() counts down before it wakes up, and the loop looks.
        } catch (RuntimeException e) {
            // A thread that ended here would keep the partitions for as long as a poll may take, and nobody would know.
            LOG.error("The consumer group cannot be used now; partitions stay where they are", e);
            awaitStop(PAUSE_AFTER_FAILURE);
        }
    }

    private void awaitStop(Duration most) {
        try {
            stopped.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }

    /** Leaves the group, so that other instances take over at once. The shards go on as followers. */
    @Override
    public void close() {
        stopped.countDown();
        member.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Shard<?, ?> shard(TopicPartition partition) {
        return topics.stream().filter(shards -> shards.topic().equals(partition.topic())).findFirst()
                .map(shards -> shards.shard(partition.partition()))
                .orElseThrow(() -> new IllegalStateException("assigned a foreign partition: " + partition));
    }

    /** Turns assignments into hints, on the polling thread. */
    private final class Hints implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            LOG.info("Assigned {}", added);
            // Nothing is read here; a position of its own saves the group's offsets from being looked up.
            member.pause(added);
            added.forEach(partition -> member.seek(partition, 0));
            added.forEach(partition -> {
                assigned.add(shard(partition));
                shard(partition).claim();
            });
            joined = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> removed) {
            LOG.info("Revoked {}", removed);
            forget(removed);
            handOver(removed);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> removed) {
            LOG.warn("Lost {}: the group went on without this instance", removed);
            joined = false;
            forget(removed);
            removed.forEach(partition -> shard(partition).stepDown());
        }

        private void forget(Collection<TopicPartition> removed) {
            removed.forEach(partition -> assigned.remove(shard(partition)));
        }

        /** The next owner may claim when this returns. Fencing makes it safe; the wait spares callers an unclear end. */
        private void handOver(Collection<TopicPartition> removed) {
            CompletableFuture<?>[] left = removed.stream().map(partition -> shard(partition).stepDown())
                    .toArray(CompletableFuture[]::new);
            try {
                CompletableFuture.allOf(left).get(HANDOVER.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                LOG.warn("Some of {} are still busy; their next owner will fence them", removed);
            } catch (ExecutionException e) {
                throw new IllegalStateException("stepping down never fails", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
