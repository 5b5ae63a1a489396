package io.switchboard.bench.load;

import org.HdrHistogram.Histogram;

/**
 * Latencies in milliseconds, exact to three digits. All zero when nothing was counted.
 *
 * @param count how many operations stand behind the numbers
 */
public record LatencySummary(long count, double mean, double p50, double p90, double p99, double p999, double max) {

    static LatencySummary of(Histogram nanos) {
        if (nanos.getTotalCount() == 0) {
            return new LatencySummary(0, 0, 0, 0, 0, 0, 0);
        }
        return new LatencySummary(nanos.getTotalCount(), nanos.getMean() / 1e6, at(nanos, 50), at(nanos, 90),
                at(nanos, 99), at(nanos, 99.9), nanos.getMaxValue() / 1e6);
    }

    private static double at(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }
}
