package io.switchboard.command.shard;

import io.switchboard.command.shard.ShardUnavailableException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A command on its way to an answer. Its stage tells what may be said when it must be refused: a command that was
 * never handed to the log did not happen, any other may have.
 *
 * <p>The shard's thread moves it; any thread may refuse it. Whoever moves it to ANSWERED completes the future.
 */
final class Pending<C, R> {

    private enum Stage { WAITING, STARTED, ANSWERED }

    private final C command;
    private final Instant deadline;
    private final CompletableFuture<R> answer = new CompletableFuture<>();
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
    private int attempts;
    private boolean uncertain;

    Pending(C command, Instant deadline) {
        this.command = command;
        this.deadline = deadline;
    }

    C command() {
        return command;
    }

    Instant deadline() {
        return deadline;
    }

    CompletableFuture<R> answer() {
        return answer;
    }

    /** How often the log certainly refused the batch this command was in. The shard's thread only. */
    int attempts() {
        return attempts;
    }

    /** @return false when it was refused meanwhile and must not be run */
    boolean start() {
        return stage.compareAndSet(Stage.WAITING, Stage.STARTED) || stage.get() == Stage.STARTED;
    }

    /** The log certainly refused its batch. */
    void rejected() {
        attempts++;
        if (!uncertain) {
            stage.compareAndSet(Stage.STARTED, Stage.WAITING);
        }
    }

    /** Its batch may be in the log. From now on nobody may say that it did not happen, only what came of it. */
    void uncertain() {
        uncertain = true;
    }

    boolean answered() {
        return stage.get() == Stage.ANSWERED;
    }

    void reply(R reply) {
        if (stage.getAndSet(Stage.ANSWERED) != Stage.ANSWERED) {
            answer.complete(reply);
        }
    }

    /** Its own failure, after which nothing of it was written. */
    void fail(Throwable cause) {
        if (stage.getAndSet(Stage.ANSWERED) != Stage.ANSWERED) {
            answer.completeExceptionally(cause);
        }
    }

    /** Refuses it with this reason, or as OUTCOME_UNKNOWN when it may have happened. */
    void refuse(Reason reason, Duration retryAfter, String message) {
        switch (stage.getAndSet(Stage.ANSWERED)) {
            case WAITING -> answer.completeExceptionally(new ShardUnavailableException(reason, retryAfter, message));
            case STARTED -> answer.completeExceptionally(new ShardUnavailableException(Reason.OUTCOME_UNKNOWN,
                    retryAfter, "the command may have happened: " + message));
            case ANSWERED -> { }
        }
    }
}
