package io.switchboard.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Callers that each send the next operation when the last one is answered. Throughput is therefore what the server
 * gives to so many patient callers, and latency is service time: a closed loop asks less of a server that stalls, so
 * its percentiles say nothing about callers who would not have waited (see {@link OpenLoop}).
 */
public final class ClosedLoop {

    private ClosedLoop() {
    }

    /**
     * Runs the workload for about the given time. Operations under way at the end are finished and counted.
     *
     * @throws InterruptedException when the calling thread is interrupted; the callers end with their current operation
     */
    public static Window run(Workload workload, int callers, Duration time) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(callers);
        CountDownLatch start = new CountDownLatch(1);
        List<Caller> all = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            all.add(new Caller("caller-" + i, workload.caller(i, callers), (operation, tally, failures) -> {
                ready.countDown();
                start.await();
                long end = System.nanoTime() + time.toNanos();
                while (System.nanoTime() < end && failures.patience()) {
                    long sent = System.nanoTime();
                    Outcome outcome = failures.attempt(operation);
                    tally.count(outcome, System.nanoTime() - sent);
                }
            }));
        }
        ready.await();
        long began = System.nanoTime();
        start.countDown();
        Tally total = Caller.join(all);
        return new Window(total, (System.nanoTime() - began) / 1e9);
    }
}
