package io.switchboard.bench.flat;

import io.switchboard.bench.load.LatencySummary;
import io.switchboard.bench.machine.Machine;
import java.util.List;

/**
 * Everything a run found, as it is written to JSON.
 *
 * @param at      when the run began, RFC 3339
 * @param command how it was asked for
 */
record FlatResults(String at, String command, Machine machine, List<Cost> costs, List<Armed> armed) {

    /**
     * What one kind of command took.
     *
     * @param size    members and participants of the call
     * @param ratio   of the median to that of the smallest call
     */
    record Cost(String work, int size, LatencySummary latency, double ratio) {
    }

    /**
     * What a server costs that has nothing to do but wait for timers.
     *
     * @param idlePercent of one core
     */
    record Armed(int timers, double idlePercent, double residentMegabytes) {
    }
}
