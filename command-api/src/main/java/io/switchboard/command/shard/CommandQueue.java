package io.switchboard.command.shard;

import io.switchboard.command.shard.ShardUnavailableException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The commands of one shard that have no answer yet, oldest first: those waiting and those of the batch being run.
 * Callers add from any thread; the shard's thread takes a batch, and then says what became of it.
 *
 * <p>All commands of a shard wait equally long, so the oldest is always the next to expire. Callers' futures are
 * completed outside the lock.
 */
final class CommandQueue<C, R> {

    private record Closed(Reason reason, Duration retryAfter, String message) {
        ShardUnavailableException exception() {
            return new ShardUnavailableException(reason, retryAfter, message);
        }
    }

    private final int capacity;
    private final Deque<Pending<C, R>> waiting = new ArrayDeque<>();
    private List<Pending<C, R>> running = List.of();
    private Optional<Closed> closed;

    CommandQueue(int capacity, Reason reason, Duration retryAfter, String message) {
        this.capacity = capacity;
        this.closed = Optional.of(new Closed(reason, retryAfter, message));
    }

    CompletableFuture<R> offer(C command, Instant deadline) {
        Pending<C, R> pending = new Pending<>(command, deadline);
        synchronized (this) {
            if (closed.isPresent()) {
                return CompletableFuture.failedFuture(closed.get().exception());
            }
            if (waiting.size() < capacity) {
                waiting.addLast(pending);
                return pending.answer();
            }
        }
        return CompletableFuture.failedFuture(new ShardUnavailableException(Reason.OVERLOADED, Duration.ofSeconds(1),
                capacity + " commands wait already"));
    }

    synchronized int depth() {
        return waiting.size();
    }

    synchronized void open() {
        closed = Optional.empty();
    }

    /** Refuses everything that has no answer yet, and everything that comes until {@link #open()}. */
    void close(Reason reason, Duration retryAfter, String message) {
        List<Pending<C, R>> refused;
        synchronized (this) {
            closed = Optional.of(new Closed(reason, retryAfter, message));
            refused = new ArrayList<>(running);
            refused.addAll(waiting);
            running = List.of();
            waiting.clear();
        }
        refused.forEach(pending -> pending.refuse(reason, retryAfter, message));
    }

    /**
     * The next batch, started; empty when nothing waits. A command whose batch the log refused before comes alone, so
     * that one that can never be written does not take others along.
     */
    synchronized List<Pending<C, R>> take(int limit) {
        List<Pending<C, R>> batch = new ArrayList<>(Math.min(limit, waiting.size()));
        while (!waiting.isEmpty() && batch.size() < limit) {
            boolean alone = waiting.peekFirst().attempts() > 0;
            if (alone && !batch.isEmpty()) {
                break;
            }
            Pending<C, R> pending = waiting.pollFirst();
            if (pending.start()) {
                batch.add(pending);
                if (alone) {
                    break;
                }
            }
        }
        running = batch;
        return batch;
    }

    /** Every command of the running batch has its answer. */
    synchronized void done() {
        running = List.of();
    }

    /** The log certainly refused the running batch: its commands wait again, in order, at the head of the queue. */
    void putBackRejected(int maxAttempts, Duration retryAfter, String message) {
        List<Pending<C, R>> batch = running();
        batch.forEach(Pending::rejected);
        batch.stream().filter(pending -> pending.attempts() >= maxAttempts)
                .forEach(pending -> pending.refuse(Reason.UNAVAILABLE, retryAfter, message));
        putBack();
    }

    /** The running batch may be in the log: its commands are run again to find out, in order, before all others. */
    void putBackUncertain() {
        running().forEach(Pending::uncertain);
        putBack();
    }

    private synchronized List<Pending<C, R>> running() {
        return running;
    }

    private synchronized void putBack() {
        for (Pending<C, R> pending : running.reversed()) {
            if (!pending.answered()) {
                waiting.addFirst(pending);
            }
        }
        running = List.of();
    }

    /**
     * Refuses the commands whose deadline has passed. Any thread, so that callers get their answer while the shard's
     * thread waits for the log.
     *
     * @return the deadline of the oldest command left
     */
    Optional<Instant> expire(Instant now) {
        List<Pending<C, R>> expired = new ArrayList<>();
        Optional<Instant> next = Optional.empty();
        synchronized (this) {
            for (Pending<C, R> pending : running) {
                if (!pending.deadline().isAfter(now)) {
                    expired.add(pending);
                } else if (!pending.answered()) {
                    next = Optional.of(pending.deadline());
                    break;
                }
            }
            while (!waiting.isEmpty() && !waiting.peekFirst().deadline().isAfter(now)) {
                expired.add(waiting.pollFirst());
            }
            if (next.isEmpty() && !waiting.isEmpty()) {
                next = Optional.of(waiting.peekFirst().deadline());
            }
        }
        expired.forEach(pending -> pending.refuse(Reason.OVERLOADED, Duration.ofSeconds(1),
                "no answer was possible in time"));
        return next;
    }
}
