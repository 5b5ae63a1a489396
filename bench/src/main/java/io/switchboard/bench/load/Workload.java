package io.switchboard.bench.load;

/** A kind of work that any number of callers can do side by side. */
@FunctionalInterface
public interface Workload {

    /**
     * @param index of this caller, from 0
     * @param of    how many callers work at the same time
     */
    Operation caller(int index, int of);
}
