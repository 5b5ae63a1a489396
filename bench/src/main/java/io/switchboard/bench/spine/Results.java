package io.switchboard.bench.spine;

import io.switchboard.bench.load.LatencySummary;
import io.switchboard.bench.log.EventLog;
import io.switchboard.bench.machine.Machine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a run found, as it is written to JSON.
 *
 * @param at        when the run began, RFC 3339
 * @param command   how it was asked for
 * @param postgres  the settings the twin's database ran with; empty when there was none
 * @param load      one entry per server and phase
 * @param complaints what must not happen and did: refused operations, stale reads
 */
record Results(String at, String command, boolean quick, Machine machine, Map<String, String> postgres,
               Optional<Startup> startup, List<Load> load, List<Visible> visible, Optional<Restart> restart,
               List<String> complaints) {

    /**
     * Start-up and rest, nothing else running.
     *
     * @param freshSeconds   start of the process to readiness 200, no data yet
     * @param againSeconds   the same on the data of the first start
     * @param residentMegabytes resident memory once ready
     * @param idlePercent    of one core
     */
    record Startup(double freshSeconds, double againSeconds, double residentMegabytes, double idlePercent) {
    }

    /**
     * One server under one kind of load, all rounds together.
     *
     * @param perSecond            accepted operations per second
     * @param perSecondByRound     the same, window by window: how steady it was
     * @param serverCpuMicros      CPU time of the server's processes per operation
     * @param generatorCpuMicros   CPU time of the load generator per operation
     * @param answerBytes          mean size of an answer (for raw produce: of a record)
     */
    record Load(SpineOptions.Target target, Phase phase, int callers, double perSecond,
                List<Double> perSecondByRound, LatencySummary latency, double serverCpuMicros,
                double generatorCpuMicros, long answerBytes, long refused) {
    }

    /**
     * Write to visible.
     *
     * @param mode      strong: one ordinary query; eventual: queries that do not wait, until one shows the call
     * @param perSecond commands per second, on schedule
     * @param visible   from the 2xx of the create to the answer that shows the call
     * @param stale     answers after the 2xx that did not show it
     */
    record Visible(String mode, double perSecond, LatencySummary command, LatencySummary visible, long stale,
                   long never) {
    }

    /**
     * Restart with a long history.
     *
     * @param log                what stood in the log
     * @param afterTermSeconds   ready again after SIGTERM
     * @param afterKillSeconds   ready again after SIGKILL
     * @param residentMegabytes  resident memory once ready, with that much data
     */
    record Restart(EventLog.Census log, double afterTermSeconds, double afterKillSeconds,
                   double residentMegabytes) {
    }
}
