package io.switchboard.command.shard;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Those who wait for the rows to hold everything the log held when they came. {@link #join} is for any thread, the
 * rest for the shard's. One look at the log's end serves all who came before it.
 */
final class EndReaders {

    private record Waiting(CompletableFuture<Void> future, long end) {
    }

    private final Queue<CompletableFuture<Void>> arrived = new ConcurrentLinkedQueue<>();
    private final List<Waiting> waiting = new ArrayList<>();

    CompletableFuture<Void> join() {
        CompletableFuture<Void> future = new CompletableFuture<>();
        arrived.add(future);
        return future;
    }

    /** Completes those whose end the rows have reached. */
    void settle(ShardLog log, ShardStore store) {
        if (!arrived.isEmpty()) {
            List<CompletableFuture<Void>> came = takeArrived();
            try {
                // Not log.end(): that may lie before a batch whose caller was answered already.
                long end = log.tip();
                came.forEach(future -> waiting.add(new Waiting(future, end)));
            } catch (LogException e) {
                came.forEach(future -> future.completeExceptionally(e));
                throw e;
            }
        }
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting next = each.next();
            if (next.end() <= store.offset()) {
                next.future().complete(null);
                each.remove();
            }
        }
    }

    /** For an owner, whose rows are the log's end. */
    void allDone() {
        takeArrived().forEach(future -> future.complete(null));
        waiting.forEach(each -> each.future().complete(null));
        waiting.clear();
    }

    void refuseAll(RuntimeException why) {
        takeArrived().forEach(future -> future.completeExceptionally(why));
        waiting.forEach(each -> each.future().completeExceptionally(why));
        waiting.clear();
    }

    private List<CompletableFuture<Void>> takeArrived() {
        List<CompletableFuture<Void>> came = new ArrayList<>();
        for (CompletableFuture<Void> future = arrived.poll(); future != null; future = arrived.poll()) {
            came.add(future);
        }
        return came;
    }
}
