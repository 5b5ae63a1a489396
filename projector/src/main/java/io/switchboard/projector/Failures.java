package io.switchboard.projector;

import io.switchboard.events.call.BrokenHistoryException;
import io.switchboard.events.codec.CorruptEventException;
import java.util.Optional;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what a dying stream thread means. Most causes pass (a broker away, a disk hiccup): a new thread takes over,
 * which also reopens the stores. A broken log does not pass, and a thread that dies again and again will not get
 * better either: then the projector stops and says so, since going on would show wrong calls. Thread-safe.
 */
final class Failures implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int MOST = 10;
    private static final long WINDOW_NANOS = 60_000_000_000L;

    private Optional<String> reason = Optional.empty();
    private long windowStart = System.nanoTime();
    private int inWindow;

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        Optional<Throwable> hopeless = hopeless(failure);
        if (hopeless.isPresent()) {
            reason = Optional.of(hopeless.get().toString());
            LOG.error("the projector stops: the log cannot be folded", failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        long now = System.nanoTime();
        if (now - windowStart > WINDOW_NANOS) {
            windowStart = now;
            inWindow = 0;
        }
        if (++inWindow > MOST) {
            reason = Optional.of("stream threads keep dying: " + root(failure));
            LOG.error("the projector stops: {} stream threads died within a minute", inWindow, failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.warn("a stream thread died and is replaced", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
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

    private static Throwable root(Throwable failure) {
        Throwable t = failure;
        while (t.getCause() != null) {
            t = t.getCause();
        }
        return t;
    }
}
