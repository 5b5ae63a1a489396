package io.switchboard.projector.explain;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Measures the steps of one question, if that is to be explained. For one thread at a time. */
public final class Timing {

    private final boolean on;
    private final Map<String, Long> nanos = new TreeMap<>();

    /** @param on whether anybody wants to know */
    public Timing(boolean on) {
        this.on = on;
    }

    /** Whether anybody wants to know. */
    public boolean on() {
        return on;
    }

    /** The time, when anybody wants to know. */
    public long clock() {
        return on ? System.nanoTime() : 0;
    }

    /** Does a step and measures it. */
    public <R> R of(String step, Supplier<R> work) {
        long began = clock();
        R result = work.get();
        took(step, began);
        return result;
    }

    /** The step that began then, see {@link #clock}, is over. */
    public void took(String step, long began) {
        if (on) {
            nanos.merge(step, System.nanoTime() - began, Long::sum);
        }
    }

    /** What was measured. */
    public Explanation explanation() {
        return on ? new Explanation(List.of(), List.of(), nanos) : Explanation.NONE;
    }
}
