package io.switchboard.command.shard;

import java.util.Optional;

/**
 * The first assertion that failed. Kept, because futures and shards catch what is thrown inside them; the simulation
 * throws it again at its top.
 */
final class Verdict {

    private Optional<AssertionError> first = Optional.empty();

    void on(Runnable checks) {
        try {
            checks.run();
        } catch (AssertionError e) {
            first = first.or(() -> Optional.of(e));
        }
    }

    void rethrow() {
        if (first.isPresent()) {
            throw first.get();
        }
    }
}
