package io.switchboard.command.service;

import io.switchboard.command.shard.LogException;
import io.switchboard.command.shard.Shard;
import io.switchboard.command.shard.ShardUnavailableException;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for shards, and says in HTTP's terms why there is nothing to wait for. */
final class Answers {

    private static final Duration CATCH_UP = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private Answers() {
    }

    /** Returns when the shard has read its log to the end, or throws {@link ApiException} after two seconds. */
    static void caughtUp(Shard<?, ?> shard) {
        await(shard.caughtUp().orTimeout(CATCH_UP.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The shard completes every future by the command's deadline, so this ends. */
    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(ApiError.unavailable("the server is stopping; the command may have happened", RETRY));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ShardUnavailableException unavailable) {
                throw new ApiException(ApiError.unavailable(unavailable.getMessage(), unavailable.retryAfter()));
            }
            if (e.getCause() instanceof LogException || e.getCause() instanceof TimeoutException) {
                throw new ApiException(ApiError.unavailable("the log cannot be read to its end now", RETRY));
            }
            throw new CompletionException(e.getCause());
        }
    }
}
