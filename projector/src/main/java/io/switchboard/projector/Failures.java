package io.switchboard.projector;

import io.switchboard.events.call.BrokenHistoryException;
import io.switchboard.events.codec.CorruptEventException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.processor.TaskId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what a dying stream thread means. Most causes pass (a broker away, a disk hiccup): a new thread takes over,
 * which also reopens the stores. A broken log does not pass, and a thread that dies again and again will not get
 * better either, be it at once or whenever a new one has taken its place: then the projector stops and says so, since
 * going on would show wrong calls, or none for ever. Thread-safe.
 */
final class Failures implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    /** So many deaths within the window, whatever happens between them. */
    private static final int MOST = 10;
    private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** So many deaths of a task that gets no further between them. */
    private static final int MOST_FRUITLESS = 6;
    /** After so long without a death, what was is forgotten. */
    private static final long CALM_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** The deaths of a task, or those that tell of none, at one point of the log. */
    private record Streak(int deaths, long furthest, long last) {
    }

    private final Path folder;
    private final ToLongFunction<Optional<TaskId>> furthest;
    private final LongSupplier clock;
    private final Map<Optional<TaskId>, Streak> streaks = new HashMap<>();
    private Optional<String> reason = Optional.empty();
    private long windowStart;
    private int inWindow;

    /**
     * @param folder   of the stores
     * @param furthest how far a task ever got, or all of them together; grows with each new record applied
     * @param clock    in nanoseconds
     */
    Failures(Path folder, ToLongFunction<Optional<TaskId>> furthest, LongSupplier clock) {
        this.folder = folder;
        this.furthest = furthest;
        this.clock = clock;
        this.windowStart = clock.getAsLong();
    }

    /** What an operator does about stores that cannot be used, after a colon. */
    static String advice(Path folder) {
        return "stop this process, delete " + folder + " and start it again; everything in there is folded again from the log";
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        Optional<Throwable> hopeless = hopeless(failure);
        if (hopeless.isPresent()) {
            reason = Optional.of(hopeless.get().toString());
            LOG.error("the projector stops: the log cannot be folded", failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        int fruitless = fruitless(failure);
        int atOnce = inWindow();
        if (atOnce > MOST || fruitless >= MOST_FRUITLESS) {
            reason = Optional.of("stream threads keep dying: " + root(failure));
            LOG.error("the projector stops: {} stream threads died of the same task without getting further, {} within a "
                    + "minute. If it is not the disk that is full or broken: {}", fruitless, atOnce, advice(folder), failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.warn("a stream thread died and is replaced", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** How many threads died of this task since it last got further. */
    private int fruitless(Throwable failure) {
        Optional<TaskId> task = failure instanceof StreamsException known ? known.taskId() : Optional.empty();
        long now = clock.getAsLong();
        long at = furthest.applyAsLong(task);
        Streak before = streaks.getOrDefault(task, new Streak(0, at, now));
        boolean goesOn = before.furthest == at && now - before.last < CALM_NANOS;
        Streak streak = new Streak(goesOn ? before.deaths + 1 : 1, at, now);
        streaks.put(task, streak);
        return streak.deaths;
    }

    private int inWindow() {
        long now = clock.getAsLong();
        if (now - windowStart > WINDOW_NANOS) {
            windowStart = now;
            inWindow = 0;
        }
        return ++inWindow;
    }

    synchronized boolean happened() {
        return reason.isPresent();
    }

    synchronized String reason() {
        return reason.orElse("the stream threads ended");
    }

    /** The cause that no new thread will cure, if there is one. */
    private static Optional<Throwable> hopeless(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BrokenHistoryException || t instanceof CorruptEventException
                    || t instanceof MissingSourceTopicException || t instanceof VirtualMachineError) {
                return Optional.of(t);
            }
        }
        return Optional.empty();
    }

    static Throwable root(Throwable failure) {
        Throwable t = failure;
        while (t.getCause() != null) {
            t = t.getCause();
        }
        return t;
    }
}
