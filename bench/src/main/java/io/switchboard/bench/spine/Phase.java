package io.switchboard.bench.spine;

/** A kind of load. Creates come before the updates, which change what they made. */
enum Phase {

    CREATE_1("create call, 2 members", true, 1),
    UPDATE_1("update member", false, 1),
    CREATE_64("create call, 2 members", true, 64),
    UPDATE_64("update member", false, 64);

    private final String work;
    private final boolean creates;
    private final int callers;

    Phase(String work, boolean creates, int callers) {
        this.work = work;
        this.creates = creates;
        this.callers = callers;
    }

    String work() {
        return work;
    }

    boolean creates() {
        return creates;
    }

    int callers() {
        return callers;
    }
}
