package io.switchboard.bench.load;

/**
 * What happened in a stretch of load.
 *
 * @param seconds how long it lasted, from the common start to the end of the last operation
 */
public record Window(Tally tally, double seconds) {

    public double throughput() {
        return seconds == 0 ? 0 : tally.accepted() / seconds;
    }
}
