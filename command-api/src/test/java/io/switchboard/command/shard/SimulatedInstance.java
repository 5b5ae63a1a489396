package io.switchboard.command.shard;

import io.switchboard.command.shard.MemoryLog.Weather;
import java.time.InstantSource;

/** One process of the simulation: a shard, its store, and the disk that outlives it. */
final class SimulatedInstance {

    /** Ends whatever the instance is doing, at once. */
    static final class Crash extends Error {
        Crash() {
            super("crash", null, false, false);
        }
    }

    private final int number;
    private final MemoryShardStore.Disk disk;
    private final MemoryShardStore store;
    private final Shard<Ledger.Command, Ledger.Reply> shard;
    private boolean dead;
    private boolean busy;
    private long checkedOffset = -1;

    SimulatedInstance(int number, MemoryShardStore.Disk disk, MemoryLog log, Weather weather,
                      StateMachine<Ledger.Command, Ledger.Reply> machine, InstantSource clock, ShardSettings settings) {
        this.number = number;
        this.disk = disk;
        this.store = new MemoryShardStore(disk);
        this.shard = new Shard<>("ledger@" + number, machine, log.open(weather), store, clock, settings);
    }

    int number() {
        return number;
    }

    MemoryShardStore.Disk disk() {
        return disk;
    }

    MemoryShardStore store() {
        return store;
    }

    Shard<Ledger.Command, Ledger.Reply> shard() {
        return shard;
    }

    boolean dead() {
        return dead;
    }

    /** Whether its thread is inside a step, perhaps suspended there. */
    boolean busy() {
        return busy;
    }

    void step() {
        busy = true;
        shard.step();
        busy = false;
    }

    /** Everything but the disk is gone; nobody hears of it any more. */
    void kill() {
        dead = true;
    }

    /** Whether the store stands elsewhere than at the last look. */
    boolean moved() {
        boolean moved = checkedOffset != store.offset();
        checkedOffset = store.offset();
        return moved;
    }
}
