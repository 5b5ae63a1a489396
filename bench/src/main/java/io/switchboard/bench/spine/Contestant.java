package io.switchboard.bench.spine;

import io.switchboard.bench.load.Workload;
import io.switchboard.bench.machine.ProcessTree;
import java.util.List;

/** One that the load visits. */
interface Contestant {

    SpineOptions.Target target();

    /** Does what must be done once before any load. */
    void prepare();

    /** @return the work of this phase, as this contestant does it */
    Workload workload(Phase phase);

    /** @return the processes whose CPU time the work costs, the load generator apart */
    List<ProcessTree> servers();
}
