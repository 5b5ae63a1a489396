package io.switchboard.bench.run;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.machine.Moment;
import io.switchboard.bench.machine.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Brings the machine to rest before a window: written data is on disk and the servers have finished what they do after
 * load (compactions, merges, checkpoints, garbage), so that nobody's leftovers are paid for by the next one.
 */
public final class Rest {

    private static final double CALM_CORES = 0.15;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Rest() {
    }

    /** Waits for rest, at most half a minute; a server that does not come to rest is told of and left to it. */
    public static void await(List<ProcessTree> servers, Console console) throws InterruptedException {
        try {
            new ProcessBuilder("sync").inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new BenchFailure("The command 'sync' cannot be run: " + e.getMessage(), e);
        }
        Gauge gauge = new Gauge(servers);
        if (!Moment.await(gauge::calm, LOOK, LIMIT)) {
            console.say("the servers have not come to rest in " + LIMIT.toSeconds() + " s: still at "
                    + Math.round(gauge.cores * 100) + " % of a core");
        }
    }

    private static final class Gauge {
        private final List<ProcessTree> servers;
        private double seconds;
        private long nanos;
        private double cores;

        Gauge(List<ProcessTree> servers) {
            this.servers = servers;
            this.seconds = used();
            this.nanos = System.nanoTime();
        }

        boolean calm() {
            long elapsed = System.nanoTime() - nanos;
            if (elapsed < LOOK.toNanos() / 2) {
                return false;
            }
            double now = used();
            cores = (now - seconds) / (elapsed / 1e9);
            seconds = now;
            nanos += elapsed;
            return cores <= CALM_CORES;
        }

        private double used() {
            return servers.stream().mapToDouble(ProcessTree::cpuSeconds).sum();
        }
    }
}
