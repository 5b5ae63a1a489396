package io.switchboard.bench.spine;

import io.switchboard.bench.log.EventLog;
import io.switchboard.bench.log.RawProduce;
import io.switchboard.bench.load.Workload;
import io.switchboard.bench.machine.ProcessTree;
import java.util.List;

/**
 * Plain produce of the events that Switchboard wrote during its warm-up, to the broker inside Switchboard. To be
 * made when that warm-up is over.
 */
final class RawContestant implements Contestant, AutoCloseable {

    private static final String TOPIC = "bench-raw";
    private static final int SAMPLE = 1_000;

    private final RawProduce creates;
    private final RawProduce updates;
    private final List<ProcessTree> broker;

    private RawContestant(RawProduce creates, RawProduce updates, List<ProcessTree> broker) {
        this.creates = creates;
        this.updates = updates;
        this.broker = broker;
    }

    static RawContestant after(String bootstrap, List<ProcessTree> broker) throws InterruptedException {
        EventLog log = new EventLog(bootstrap);
        log.createSibling(TOPIC);
        return new RawContestant(
                new RawProduce(bootstrap, TOPIC, log.sample("CallCreated", SAMPLE)),
                new RawProduce(bootstrap, TOPIC, log.sample("MembersUpdated", SAMPLE)), broker);
    }

    @Override
    public SpineOptions.Target target() {
        return SpineOptions.Target.RAW;
    }

    @Override
    public void prepare() {
        // What it needs was read when it was made.
    }

    @Override
    public Workload workload(Phase phase) {
        return phase.creates() ? creates : updates;
    }

    @Override
    public List<ProcessTree> servers() {
        return broker;
    }

    @Override
    public void close() {
        creates.close();
        updates.close();
    }
}
