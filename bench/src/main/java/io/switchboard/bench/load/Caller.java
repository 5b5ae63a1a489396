package io.switchboard.bench.load;

import java.io.IOException;
import java.util.List;

/**
 * A thread that performs operations and counts for itself. Its tally belongs to the joiner once {@link #join} is back.
 */
final class Caller {

    /** The part that differs: when to perform the next operation and from when to count. */
    @FunctionalInterface
    interface Script {
        void run(Operation operation, Tally tally, Failures failures) throws InterruptedException;
    }

    /** Turns a broken connection into a refusal, and gives up when there are too many of them. */
    static final class Failures {

        private static final int TOO_MANY = 20;
        private int count;

        /** @return false when this caller should stop trying */
        boolean patience() {
            return count < TOO_MANY;
        }

        Outcome attempt(Operation operation) {
            try {
                return operation.perform();
            } catch (IOException broken) {
                count++;
                return new Outcome.Refused(broken.toString());
            }
        }
    }

    private final Tally tally = new Tally();
    private final Thread thread;
    private volatile Throwable died;

    Caller(String name, Operation operation, Script script) {
        thread = Thread.ofPlatform().name(name).daemon().start(() -> {
            try (operation) {
                script.run(operation, tally, new Failures());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (IOException | RuntimeException | Error broken) {
                died = broken;
            }
        });
    }

    /**
     * Waits for all of them and adds up what they counted.
     *
     * @throws IllegalStateException when a caller ended by an error of the generator's own
     */
    static Tally join(List<Caller> callers) throws InterruptedException {
        try {
            Tally total = new Tally();
            for (Caller caller : callers) {
                caller.thread.join();
                if (caller.died != null) {
                    throw new IllegalStateException("the load generator failed", caller.died);
                }
                total.add(caller.tally);
            }
            return total;
        } finally {
            callers.forEach(caller -> caller.thread.interrupt());
        }
    }
}
