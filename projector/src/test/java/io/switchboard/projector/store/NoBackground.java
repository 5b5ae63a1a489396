package io.switchboard.projector.store;

import java.time.Duration;

/** For tests that refresh and checkpoint themselves, at the moments they choose. */
final class NoBackground implements Background {

    @Override
    public void schedule(Runnable work, Duration delay) {
        // The test does it.
    }

    @Override
    public void close() {
        // Nothing runs.
    }
}
