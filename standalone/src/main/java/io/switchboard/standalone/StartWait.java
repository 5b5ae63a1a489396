package io.switchboard.standalone;

import io.switchboard.wire.service.Unready;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How long a start is waited for: as long as something moves. What moves is how far a part has read its log. That it
 * changes its state is no progress, since it may go back and forth between two states for ever. A part that begins
 * again counts as it gets on; whether that is futile is for the part to know, which then says that it is down.
 *
 * <p>For one start, on one thread.
 */
final class StartWait {

    /** So long nothing may move. */
    static final Duration STANDSTILL = Duration.ofMinutes(5);
    /** So long nothing is said, and then between two reports. */
    static final Duration REPORT = Duration.ofSeconds(10);

    /** Passes some time between two looks. */
    interface Pause {
        void pause() throws InterruptedException;
    }

    private final Supplier<Readiness> source;
    private final LongSupplier clock;
    private final Pause pause;
    private final Consumer<String> report;
    private final Map<String, Long> reached = new HashMap<>();

    /**
     * @param clock  in nanoseconds, from any origin
     * @param pause  between two looks
     * @param report gets a line for the operator, at most one in {@link #REPORT}
     */
    StartWait(Supplier<Readiness> source, LongSupplier clock, Pause pause, Consumer<String> report) {
        this.source = source;
        this.clock = clock;
        this.pause = pause;
        this.report = report;
    }

    /**
     * Returns when everything is ready.
     *
     * @throws Refusal when a part is down for good, nothing moved for {@link #STANDSTILL}, or the thread is interrupted,
     *                 which stays visible
     */
    void await() {
        long moved = clock.getAsLong();
        long reported = moved;
        for (Readiness now = source.get(); !now.ready(); now = source.get()) {
            if (now.failure().isPresent()) {
                throw Refusal.failure("Switchboard cannot start: " + Refusal.ended(now.failure().get()));
            }
            long time = clock.getAsLong();
            if (movedSince(now.unready())) {
                moved = time;
            }
            if (time - moved >= STANDSTILL.toNanos()) {
                throw Refusal.failure("Switchboard is not ready, and nothing has moved for " + STANDSTILL.toMinutes()
                        + " minutes: " + told(now.unready()) + ".");
            }
            if (time - reported >= REPORT.toNanos()) {
                reported = time;
                report.accept("not ready yet: " + told(now.unready()));
            }
            pauseOrRefuse();
        }
    }

    private void pauseOrRefuse() {
        try {
            pause.pause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.failure("Interrupted while starting.", e);
        }
    }

    /** Whether a part is further than at the last look at it. */
    private boolean movedSince(List<Unready> parts) {
        boolean further = false;
        for (Unready part : parts) {
            Long before = reached.put(part.part(), part.reached());
            further |= before != null && part.reached() > before;
        }
        return further;
    }

    private static String told(List<Unready> parts) {
        return parts.isEmpty() ? "no part says why" : parts.stream().map(StartWait::told).collect(Collectors.joining("; "));
    }

    private static String told(Unready part) {
        String state = part.part() + " is " + part.state();
        if (part.end().isPresent() && part.end().getAsLong() > 0) {
            long end = part.end().getAsLong();
            return state + ", " + grouped(part.reached()) + " of " + grouped(end) + " records ("
                    + (int) (100.0 * part.reached() / end) + " %)";
        }
        return part.reached() > 0 ? state + ", " + grouped(part.reached()) + " records read" : state;
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }
}
