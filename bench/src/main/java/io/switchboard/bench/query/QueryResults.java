package io.switchboard.bench.query;

import io.switchboard.bench.dataset.DataSetSpec;
import io.switchboard.bench.load.LatencySummary;
import io.switchboard.bench.machine.Machine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a run found, as it is written to JSON.
 *
 * @param events     in the log of the data set
 * @param postgres   the settings the twin's database ran with; empty when there was none
 * @param answers    how many questions both servers were asked once, to compare the answers
 * @param complaints what must not happen and did: refused operations, wrong answers
 */
record QueryResults(String at, String command, boolean quick, Machine machine, Map<String, String> postgres,
                    DataSetSpec data, long events, int answers, List<Asked> shapes, Optional<Writes> writes,
                    Optional<Rebuild> rebuild, Optional<Burst> burst, Optional<Footprint> footprint,
                    List<String> complaints) {

    /** A server that was asked. */
    enum Target {
        SWITCHBOARD, TWIN
    }

    /**
     * One server, one shape, one number of connections, all rounds together.
     *
     * @param answerBytes mean size of an answer
     */
    record Asked(String shape, String title, Target target, int callers, double perSecond, LatencySummary latency,
                 long answerBytes) {
    }

    /**
     * Strong questions to Switchboard, over one connection, while commands are written.
     *
     * @param commandsPerSecond accepted, on schedule
     */
    record Writes(double commandsPerSecond, LatencySummary commands, List<Asked> shapes) {
    }

    /**
     * The projector alone, from nothing.
     *
     * @param seconds from the start of its process until it had applied the end of the log
     */
    record Rebuild(long events, double seconds) {
        double perSecond() {
            return events / seconds;
        }
    }

    /**
     * Commands as fast as they are taken.
     *
     * @param seconds    how long the burst took
     * @param lagSeconds from its last answer until a strong question was answered
     */
    record Burst(long events, double seconds, double lagSeconds) {
    }

    /**
     * What the data take, once the questions are asked.
     *
     * @param heapMegabytes         of Switchboard's whole process, after a full collection
     * @param residentMegabytes     of the same process
     * @param projectorMegabytes    files of the read model
     * @param indexMegabytes        of these, the index
     * @param commandMegabytes      files of the command side's rows
     * @param logMegabytes          files of the broker
     * @param postgresMegabytes     the twin's database, indexes included
     */
    record Footprint(double heapMegabytes, double residentMegabytes, double projectorMegabytes, double indexMegabytes,
                     double commandMegabytes, double logMegabytes, double postgresMegabytes) {
    }
}
