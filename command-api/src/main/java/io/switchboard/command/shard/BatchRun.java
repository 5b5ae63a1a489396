package io.switchboard.command.shard;

import io.switchboard.command.shard.StateMachine.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One drained batch being decided: command after command over the same uncommitted rows, each seeing what the ones
 * before it did. Holds the replies back until {@link #answer()}. The shard's thread only.
 */
final class BatchRun<C, R> {

    private record Ready<C, R>(Pending<C, R> pending, R reply) {
        void answer() {
            pending.reply(reply);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

    private final StateMachine<C, R> machine;
    private final ShardStore.Batch rows;
    private final Instant now;
    private final ShardMetrics metrics;
    private final List<LogRecord> records = new ArrayList<>();
    private final List<Ready<C, R>> ready = new ArrayList<>();

    BatchRun(StateMachine<C, R> machine, ShardStore.Batch rows, Instant now, ShardMetrics metrics) {
        this.machine = machine;
        this.rows = rows;
        this.now = now;
        this.metrics = metrics;
    }

    /** Decides a command that somebody waits for. Its own failure is its own answer, and leaves the batch as it was. */
    void decide(Pending<C, R> pending) {
        try {
            ready.add(new Ready<>(pending, apply(pending.command())));
        } catch (RuntimeException | StackOverflowError e) {
            metrics.failedCommands.increment();
            LOG.error("A command failed and changed nothing: {}", pending.command().getClass().getSimpleName(), e);
            pending.fail(e);
        }
    }

    /** Decides a command that a timer caused, which nobody waits for. */
    void decideTimer(C timer) {
        metrics.timers.increment();
        try {
            apply(timer);
        } catch (RuntimeException | StackOverflowError e) {
            metrics.failedCommands.increment();
            LOG.error("A timer's command failed and changed nothing: {}", timer.getClass().getSimpleName(), e);
        }
    }

    private R apply(C command) {
        rows.savepoint();
        try {
            Step<R> step = machine.handle(command, rows);
            for (LogRecord record : step.records()) {
                machine.replay(record, rows);
            }
            R reply = step.reply().apply(rows);
            records.addAll(step.records());
            return reply;
        } catch (RuntimeException | StackOverflowError e) {
            rows.rollback();
            machine.serving(now, rows);
            throw e;
        }
    }

    List<LogRecord> records() {
        return records;
    }

    void answer() {
        metrics.commands.add(ready.size());
        metrics.largestBatch = Math.max(metrics.largestBatch, ready.size());
        ready.forEach(Ready::answer);
    }
}
