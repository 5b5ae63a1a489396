package io.switchboard.projector;

import io.switchboard.projector.consistency.AppliedPositions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the call log is folded here: hears from Streams how far stores are restored, and remembers the ends of the
 * log that somebody learned. It asks for the ends itself when a restoring begins, and waits for no answer. Thread-safe.
 */
final class Folding implements StateRestoreListener {

    private static final Logger LOG = LoggerFactory.getLogger(Folding.class);

    private final String topic;
    private final AppliedPositions positions;
    private final Supplier<CompletableFuture<Map<TopicPartition, Long>>> logEnd;
    private volatile Map<TopicPartition, Long> ends = Map.of();

    /**
     * @param topic  whose partitions count; Streams tells of others too
     * @param logEnd asks where its partitions end
     */
    Folding(String topic, AppliedPositions positions, Supplier<CompletableFuture<Map<TopicPartition, Long>>> logEnd) {
        this.topic = topic;
        this.positions = positions;
        this.logEnd = logEnd;
    }

    /** These are the ends of the log now. */
    void ends(Map<TopicPartition, Long> now) {
        ends = Map.copyOf(now);
    }

    /** Empty while nothing is restored or served here, or while the end of one of those is not known. */
    Optional<Progress> progress() {
        Map<TopicPartition, Long> known = ends;
        Map<TopicPartition, Long> next = positions.next(topic);
        if (next.isEmpty() || !known.keySet().containsAll(next.keySet())) {
            return Optional.empty();
        }
        long reached = 0;
        long end = 0;
        for (Map.Entry<TopicPartition, Long> partition : next.entrySet()) {
            reached += partition.getValue();
            end += Math.max(partition.getValue(), known.get(partition.getKey()));
        }
        return Optional.of(new Progress(reached, end));
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        if (!partition.topic().equals(topic)) {
            return;
        }
        positions.restored(partition, from);
        logEnd.get().whenComplete((now, failure) -> {
            if (failure == null) {
                ends(now);
            } else {
                LOG.warn("the end of the log cannot be asked for; how much is to be restored is not known", failure);
            }
        });
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long last, long count) {
        if (partition.topic().equals(topic)) {
            positions.restored(partition, last + 1);
        }
    }

    /** What was restored counts until the partition leaves. */
    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {
        LOG.info("{} is restored from {} records", partition, total);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long total) {
        if (partition.topic().equals(topic)) {
            positions.left(partition);
        }
    }
}
