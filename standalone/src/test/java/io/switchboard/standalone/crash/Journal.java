package io.switchboard.standalone.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** Everything any client asked for and was told. Safe for any thread. */
final class Journal {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /**
     * The end of a command.
     *
     * @param attempts how often it was sent; more than once means that an attempt had no answer, or none that settled it
     * @param floor    the newest version of the call that any client knew of when it was first sent
     * @param shown    empty for a command about a user and for a refusal
     */
    record Settled(Command command, int attempts, long floor, Api.Answer answer, Optional<Shown> shown) {
        @Override
        public String toString() {
            return command + ", sent " + attempts + " times, first after version " + floor + ", answered " + answer;
        }
    }

    /**
     * The answer to a question.
     *
     * @param version empty when the answer does not tell
     * @param floor   the newest version that any client knew of when the question was sent
     */
    record Seen(String question, String cid, long floor, Optional<Long> version, Shown shown) {
        @Override
        public String toString() {
            return question + " about " + cid + ", sent after version " + floor + ", answered " + shown;
        }
    }

    private final Map<String, Command> begun = new ConcurrentHashMap<>();
    private final Queue<Settled> settled = new ConcurrentLinkedQueue<>();
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> known = new ConcurrentHashMap<>();
    private final Map<JsonNode, JsonNode> settings = new ConcurrentHashMap<>();
    private final AtomicLong unavailable = new AtomicLong();
    private long count;

    /** The newest version of a call that any client was told; 0 for none. */
    long floor(String cid) {
        return known.getOrDefault(cid, 0L);
    }

    void begin(Command command) {
        begun.put(command.key(), command);
    }

    void settle(Settled outcome) {
        settled.add(outcome);
        outcome.answer().version().ifPresent(version -> learn(outcome.command().target(), version));
        synchronized (this) {
            count++;
            notifyAll();
        }
    }

    void see(Seen observation) {
        seen.add(observation);
        observation.version().ifPresent(version -> learn(observation.cid(), version));
    }

    /** Something that must not happen and needs no log to tell. */
    void complain(String what) {
        complaints.add(what);
    }

    void unavailable() {
        unavailable.incrementAndGet();
    }

    /** The same settings stand in most answers; one copy of them is enough. */
    Shown.WholeCall whole(JsonNode state) {
        CallImage c = CallImage.shown(state);
        JsonNode one = settings.computeIfAbsent(c.settings(), same -> same);
        return new Shown.WholeCall(new CallImage(c.cid(), c.createdBy(), c.createdAt(), c.updatedAt(), c.startsAt(),
                c.endedAt(), c.custom(), one, c.backstage(), c.members()));
    }

    Map<String, Command> begun() {
        return Map.copyOf(begun);
    }

    List<Settled> settled() {
        return List.copyOf(settled);
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    List<String> complaints() {
        return new ArrayList<>(complaints);
    }

    synchronized long settledCount() {
        return count;
    }

    /** Waits until this many commands have come to an end. */
    synchronized void awaitSettled(long wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (count < wanted) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("only " + count + " commands were answered, not " + wanted + "; complaints: "
                        + complaints());
            }
            wait(left);
        }
    }

    long unavailableCount() {
        return unavailable.get();
    }

    private void learn(String cid, long version) {
        known.merge(cid, version, Math::max);
    }
}
