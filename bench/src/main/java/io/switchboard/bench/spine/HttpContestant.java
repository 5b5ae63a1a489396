package io.switchboard.bench.spine;

import io.switchboard.bench.load.CallWorkload;
import io.switchboard.bench.load.Endpoint;
import io.switchboard.bench.load.Workload;
import io.switchboard.bench.machine.ProcessTree;
import java.util.List;

/** A server with the call API. */
final class HttpContestant implements Contestant {

    private static final int USERS = 1_000;

    private final SpineOptions.Target target;
    private final CallWorkload calls;
    private final List<ProcessTree> servers;

    HttpContestant(SpineOptions.Target target, Endpoint endpoint, List<ProcessTree> servers) {
        this.target = target;
        this.calls = new CallWorkload(endpoint, USERS);
        this.servers = servers;
    }

    CallWorkload calls() {
        return calls;
    }

    @Override
    public SpineOptions.Target target() {
        return target;
    }

    @Override
    public void prepare() {
        calls.createUsers();
    }

    @Override
    public Workload workload(Phase phase) {
        return phase.creates() ? calls.creates() : calls.roleChanges();
    }

    @Override
    public List<ProcessTree> servers() {
        return servers;
    }
}
