package io.switchboard.command.shard;

import io.switchboard.command.shard.LogException.Kind;
import io.switchboard.command.shard.ShardLog.Chunk;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a shard's log into its rows. When the two disagree, the log is right: the rows are thrown away and read again,
 * once; a log that does not fold from its beginning either is for an operator to look at. The shard's thread only.
 */
final class CatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private final String name;
    private final StateMachine<?, ?> machine;
    private final ShardLog log;
    private final ShardStore store;
    private final Duration readWait;
    private final ShardMetrics metrics;
    private Optional<Long> reloadUntil = Optional.empty();

    CatchUp(String name, StateMachine<?, ?> machine, ShardLog log, ShardStore store, Duration readWait,
            ShardMetrics metrics) {
        this.name = name;
        this.machine = machine;
        this.log = log;
        this.store = store;
        this.readWait = readWait;
        this.metrics = metrics;
    }

    /**
     * Replays one stretch of the log.
     *
     * @throws LogException         {@code REJECTED} when the log cannot be read now
     * @throws BrokenLogException   when the log itself does not fold
     */
    void advance() {
        Chunk chunk;
        try {
            chunk = log.read(store.offset(), readWait);
        } catch (LogException e) {
            if (e.kind() != Kind.OUT_OF_RANGE) {
                throw e;
            }
            reload(e, store.offset());
            return;
        }
        if (chunk.next() != store.offset()) {
            replay(chunk).ifPresent(disagreement -> reload(disagreement, chunk.next()));
        }
    }

    /**
     * To be called with an end just learned: a log that ends before the rows is not the log they come from.
     *
     * @throws BrokenLogException when that was so before, and reading from the beginning did not help
     */
    void checkAgainst(long end) {
        if (store.offset() > end) {
            reload(new IllegalStateException("the log ends at " + end), store.offset());
        }
    }

    /**
     * Replays one stretch, if the rows are not at {@code end} yet. They may get past it, when somebody else wrote
     * meanwhile.
     *
     * @return whether the rows stand there
     * @throws LogException       {@code REJECTED} when the log cannot be read now
     * @throws BrokenLogException when the log itself does not fold
     */
    boolean advanceTo(long end) {
        if (store.offset() < end) {
            advance();
            return false;
        }
        reloadUntil = Optional.empty();
        return true;
    }

    private Optional<RuntimeException> replay(Chunk chunk) {
        try (ShardStore.Batch rows = store.begin()) {
            for (LogRecord record : chunk.records()) {
                try {
                    machine.replay(record, rows);
                } catch (RuntimeException e) {
                    return Optional.of(e);
                }
            }
            rows.commit(chunk.next());
        }
        metrics.replayed.add(chunk.records().size());
        reloadUntil = reloadUntil.filter(until -> store.offset() < until);
        return Optional.empty();
    }

    private void reload(RuntimeException cause, long until) {
        if (reloadUntil.isPresent()) {
            throw new BrokenLogException("the log of " + name + " does not fold from its beginning: "
                    + cause.getMessage(), cause);
        }
        LOG.error("{}: rows and log disagree at or after offset {}; the rows are thrown away and read again from the log",
                name, store.offset(), cause);
        metrics.reloads.increment();
        reloadUntil = Optional.of(until);
        store.clear();
    }
}
