package io.switchboard.bench.load;

import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What was counted: latencies of accepted operations in nanoseconds, refusals and answer bytes. Filled by one thread
 * and merged when that thread is done; not thread-safe.
 */
public final class Tally {

    private static final long SMALLEST_NANOS = 1_000;
    private static final long LARGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final Histogram latencies = new Histogram(SMALLEST_NANOS, LARGEST_NANOS, DIGITS);
    private long answerBytes;
    private long refused;
    private String firstRefusal;

    /** Counts one operation that took this long. */
    void count(Outcome outcome, long nanos) {
        switch (outcome) {
            case Outcome.Accepted accepted -> {
                latencies.recordValue(Math.clamp(nanos, SMALLEST_NANOS, LARGEST_NANOS));
                answerBytes += accepted.answerBytes();
            }
            case Outcome.Refused no -> {
                refused++;
                firstRefusal = firstRefusal == null ? no.reason() : firstRefusal;
            }
        }
    }

    /** Counts one accepted operation that took this long. */
    public void accepted(long nanos) {
        count(new Outcome.Accepted(0), nanos);
    }

    /** Takes over everything the other one counted. */
    public void add(Tally other) {
        latencies.add(other.latencies);
        answerBytes += other.answerBytes;
        refused += other.refused;
        firstRefusal = firstRefusal == null ? other.firstRefusal : firstRefusal;
    }

    public long accepted() {
        return latencies.getTotalCount();
    }

    public long refused() {
        return refused;
    }

    /** @return why the first refused operation was refused */
    public Optional<String> firstRefusal() {
        return Optional.ofNullable(firstRefusal);
    }

    /** @return mean size of an accepted answer, 0 when there was none */
    public long meanAnswerBytes() {
        return accepted() == 0 ? 0 : Math.round((double) answerBytes / accepted());
    }

    public LatencySummary latency() {
        return LatencySummary.of(latencies);
    }
}
