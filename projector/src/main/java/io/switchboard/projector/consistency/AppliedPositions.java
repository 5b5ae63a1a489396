package io.switchboard.projector.consistency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * How far this process has applied each partition.
 *
 * <p>The end of a log may lie behind transaction markers and aborted records, which no record offset ever reaches.
 * The consumer's <em>position</em> passes them. But a position runs ahead of the processor: it counts records that
 * were polled and still wait in a buffer. So both are tracked, and a partition has reached {@code T} when its
 * position is at least {@code T} and the last record any poll returned has been applied.
 *
 * <p>Thread-safe. Who waits is woken by the poll, record or assignment that gets it there; nobody polls.
 */
public final class AppliedPositions {

    private static final long JUST_SERVED = -1;

    private final Map<TopicPartition, Progress> partitions = new HashMap<>();
    private final Map<TopicPartition, Long> furthest = new HashMap<>();
    private final Map<TopicPartition, Long> restored = new HashMap<>();
    private final List<Waiter> waiters = new ArrayList<>();

    private static final class Progress {
        private boolean served;
        private long position = -1;
        private long returned = -1;
        private long applied = -1;

        boolean reached(long target) {
            return served && (target == JUST_SERVED || position >= target && applied >= returned);
        }

        /** How far it is, for a report: applied records count, and past them the position. */
        long lag(long target) {
            return Math.max(1, target - next());
        }

        long next() {
            return applied >= returned ? Math.max(0, position) : applied + 1;
        }
    }

    private record Waiter(Map<TopicPartition, Long> targets, CountDownLatch done) {
    }

    /** The partition is restored and its records will be applied from here on. What was reported before is void. */
    public synchronized void served(TopicPartition partition) {
        Progress progress = new Progress();
        progress.served = true;
        partitions.put(partition, progress);
        wake();
    }

    /** The partition is being restored, and its store holds everything before the offset {@code next}. */
    public synchronized void restored(TopicPartition partition, long next) {
        restored.put(partition, next);
    }

    /** The partition is no longer served or restored here. */
    public synchronized void left(TopicPartition partition) {
        partitions.remove(partition);
        restored.remove(partition);
    }

    /** The record at this offset, and all before it, are in the store. */
    public synchronized void applied(TopicPartition partition, long offset) {
        furthest.merge(partition, offset, Math::max);
        Progress progress = partitions.get(partition);
        if (progress != null) {
            progress.applied = Math.max(progress.applied, offset);
            wake();
        }
    }

    /** Whether no poll returned a record of this partition behind the one at this offset. */
    public synchronized boolean isLast(TopicPartition partition, long offset) {
        Progress progress = partitions.get(partition);
        return progress == null || offset >= progress.returned;
    }

    /**
     * A poll returned.
     *
     * @param positions of the polled partitions, after the poll
     * @param returned  the last offset it returned for each partition it returned records of
     */
    public synchronized void polled(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> returned) {
        positions.forEach((partition, position) -> {
            Progress progress = partitions.get(partition);
            if (progress != null) {
                progress.position = position;
            }
        });
        // Of every partition that gave records, also of one whose position is not known: they wait to be applied.
        returned.forEach((partition, offset) -> {
            Progress progress = partitions.get(partition);
            if (progress != null) {
                progress.returned = Math.max(progress.returned, offset);
            }
        });
        wake();
    }

    /** Everything before these positions is applied; for consumers whose records are applied before the next poll. */
    public synchronized void reached(Map<TopicPartition, Long> positions) {
        positions.forEach((partition, position) -> {
            Progress progress = partitions.computeIfAbsent(partition, p -> new Progress());
            progress.served = true;
            progress.position = position;
        });
        wake();
    }

    /**
     * A number that grows with every step of a topic's partitions: what was read of its records after it was this, and
     * while it still is, is as new as its positions promise.
     */
    public synchronized long progress(String topic) {
        return partitions.entrySet().stream().filter(entry -> entry.getKey().topic().equals(topic))
                .mapToLong(entry -> entry.getValue().position).sum();
    }

    /** The last record of this partition that was ever applied here, -1 for none; of many, that of each added up. */
    public synchronized long furthest(Predicate<TopicPartition> partitions) {
        return furthest.entrySet().stream().filter(entry -> partitions.test(entry.getKey())).mapToLong(Map.Entry::getValue)
                .reduce(Long::sum).orElse(-1);
    }

    /** The next offset to apply of each partition of a topic that is restored or served here. */
    public synchronized Map<TopicPartition, Long> next(String topic) {
        Map<TopicPartition, Long> next = new HashMap<>(restored);
        // A partition that is served was not polled yet at first; its store has what was restored.
        partitions.forEach((partition, progress) -> next.merge(partition, progress.next(), Math::max));
        next.keySet().removeIf(partition -> !partition.topic().equals(topic));
        return next;
    }

    /** What is served here now. */
    public synchronized Set<TopicPartition> served() {
        return partitions.entrySet().stream().filter(entry -> entry.getValue().served).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Waits until all of these are served here, however far they are, at most this long. */
    public Reached awaitServed(Set<TopicPartition> wanted, Duration limit) {
        Map<TopicPartition, Long> targets = new HashMap<>();
        wanted.forEach(partition -> targets.put(partition, JUST_SERVED));
        return await(targets, limit);
    }

    /** Waits until all targets are reached, at most this long. An interrupt ends the wait as the time limit does. */
    public Reached await(Map<TopicPartition, Long> targets, Duration limit) {
        Waiter waiter = new Waiter(targets, new CountDownLatch(1));
        synchronized (this) {
            if (isReached(targets)) {
                return new Reached.Yes();
            }
            waiters.add(waiter);
        }
        try {
            if (waiter.done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Reached.Yes();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            waiters.remove(waiter);
            return isReached(targets) ? new Reached.Yes() : missing(targets);
        }
    }

    private Reached missing(Map<TopicPartition, Long> targets) {
        Set<TopicPartition> absent = new HashSet<>();
        Map<TopicPartition, Long> lag = new HashMap<>();
        targets.forEach((partition, target) -> {
            if (!isServed(partition)) {
                absent.add(partition);
            } else if (!partitions.get(partition).reached(target)) {
                lag.put(partition, partitions.get(partition).lag(target));
            }
        });
        return absent.isEmpty() ? new Reached.Behind(lag) : new Reached.NotServed(absent);
    }

    private void wake() {
        waiters.removeIf(waiter -> {
            boolean reached = isReached(waiter.targets);
            if (reached) {
                waiter.done.countDown();
            }
            return reached;
        });
    }

    private boolean isReached(Map<TopicPartition, Long> targets) {
        for (Map.Entry<TopicPartition, Long> target : targets.entrySet()) {
            Progress progress = partitions.get(target.getKey());
            if (progress == null || !progress.reached(target.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean isServed(TopicPartition partition) {
        Progress progress = partitions.get(partition);
        return progress != null && progress.served;
    }
}
