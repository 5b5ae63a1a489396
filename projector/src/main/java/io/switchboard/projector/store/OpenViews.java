package io.switchboard.projector.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** How many views of a shard are open, which it waits for when it closes. The shard's lock guards it. */
final class OpenViews {

    /** A view that stays open for longer while the shard waits was lost. */
    private static final int SECONDS = 5;

    private final Condition changed;
    private int count;

    /** @param changed of the shard's lock; signalled whenever a view closes */
    OpenViews(Condition changed) {
        this.changed = changed;
    }

    void opened() {
        count++;
    }

    void closed() {
        count--;
        changed.signalAll();
    }

    int count() {
        return count;
    }

    /** Waits until none is open, though not for ever; whether none is. */
    boolean allClosed() {
        long left = TimeUnit.SECONDS.toNanos(SECONDS);
        boolean interrupted = false;
        while (count > 0 && left > 0) {
            try {
                left = changed.awaitNanos(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return count == 0;
    }
}
