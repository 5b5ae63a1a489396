package io.switchboard.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Creates calls and, for every n-th, asks the query side for it as soon as the create is answered.
 *
 * <p>{@link Mode#STRONG}: one ordinary query, which must find the call; how long it takes is how long a client that
 * reads its own write waits. {@link Mode#EVENTUAL}: queries that do not wait for the log, again and again until one
 * finds the call; that is how far the projection runs behind, seen from outside, give or take one query. Thread-safe.
 */
public final class VisibilityProbe implements Workload {

    /** How the query side is asked. */
    public enum Mode {
        STRONG,
        EVENTUAL
    }

    /**
     * What was seen.
     *
     * @param commands create commands, from send to answer
     * @param visible  from the create's answer to the answer that showed the call
     * @param stale    answers that came after the create's and did not show the call; in {@link Mode#STRONG} each one
     *                 is a broken promise, in {@link Mode#EVENTUAL} they are expected
     * @param never    calls not seen within the time given
     */
    public record Sight(Tally commands, Tally visible, long stale, long never) {
    }

    private static final Duration GIVE_UP = Duration.ofSeconds(5);
    private static final long POLL_GAP_NANOS = 500_000;

    private final CallWorkload calls;
    private final Endpoint endpoint;
    private final Mode mode;
    private final int sampleEvery;
    private final AtomicLong commands = new AtomicLong();
    private final AtomicLong stale = new AtomicLong();
    private final AtomicLong never = new AtomicLong();
    private final Tally commandTally = new Tally();
    private final Tally visibleTally = new Tally();

    /** @param sampleEvery ask for every n-th call */
    public VisibilityProbe(Endpoint endpoint, CallWorkload calls, Mode mode, int sampleEvery) {
        this.endpoint = endpoint;
        this.calls = calls;
        this.mode = mode;
        this.sampleEvery = sampleEvery;
    }

    /** To be read when the load is over. */
    public synchronized Sight sight() {
        return new Sight(commandTally, visibleTally, stale.get(), never.get());
    }

    @Override
    public Operation caller(int index, int of) {
        return new Prober();
    }

    private synchronized void collect(Tally oneCommands, Tally oneVisible) {
        commandTally.add(oneCommands);
        visibleTally.add(oneVisible);
    }

    private final class Prober implements Operation {
        private final HttpConnection commandConnection = new HttpConnection(endpoint);
        private final HttpConnection queryConnection = new HttpConnection(endpoint);
        private final Tally oneCommands = new Tally();
        private final Tally oneVisible = new Tally();

        @Override
        public Outcome perform() throws IOException {
            CallWorkload.NewCall call = calls.nextCall();
            long sent = System.nanoTime();
            Answer answer = commandConnection.exchange(calls.create(call));
            long answered = System.nanoTime();
            Outcome outcome = CallWorkload.outcome(answer, CallWorkload.CREATED);
            oneCommands.count(outcome, answered - sent);
            if (outcome instanceof Outcome.Accepted && commands.getAndIncrement() % sampleEvery == 0) {
                return look(call.cid(), answered);
            }
            return outcome;
        }

        private Outcome look(String cid, long answered) throws IOException {
            byte[] sign = ("\"cid\":\"" + cid + "\"").getBytes(StandardCharsets.UTF_8);
            Request query = endpoint.post("/video/calls", "{\"filter_conditions\":{\"cid\":\"" + cid + "\"}}",
                    mode == Mode.EVENTUAL ? Map.of("X-Consistency", "eventual") : Map.of());
            while (System.nanoTime() - answered < GIVE_UP.toNanos()) {
                Answer answer = queryConnection.exchange(query);
                if (answer.status() != 201) {
                    return new Outcome.Refused("query: " + CallWorkload.describe(answer));
                }
                if (answer.contains(sign)) {
                    Outcome seen = new Outcome.Accepted(answer.length());
                    oneVisible.count(seen, System.nanoTime() - answered);
                    return seen;
                }
                stale.incrementAndGet();
                if (mode == Mode.STRONG) {
                    return new Outcome.Refused("a call that was answered is not found by a later query: " + cid);
                }
                LockSupport.parkNanos(POLL_GAP_NANOS);
            }
            never.incrementAndGet();
            return new Outcome.Refused("not visible within " + GIVE_UP + ": " + cid);
        }

        @Override
        public void close() throws IOException {
            collect(oneCommands, oneVisible);
            try {
                commandConnection.close();
            } finally {
                queryConnection.close();
            }
        }
    }
}
