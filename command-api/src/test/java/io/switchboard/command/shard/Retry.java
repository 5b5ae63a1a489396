package io.switchboard.command.shard;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** A client behind a load balancer: tries one instance after the other, under one request id, until it is answered. */
final class Retry {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Retry() {
    }

    static Ledger.Reply anywhere(List<LedgerInstance> instances, Ledger.Command command) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 0; ; attempt++) {
            try {
                return instances.get(attempt % instances.size()).submit(command).join();
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof ShardUnavailableException) || System.nanoTime() > giveUp) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            }
        }
    }
}
