package io.switchboard.projector.store;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * What all shards of a process share, so that memory and threads do not grow with the number of partitions: one
 * block cache, one budget of write buffers (counted inside the cache), one background thread that refreshes indexes.
 * Thread-safe. Close it after the last shard.
 */
public final class StoreResources implements AutoCloseable {

    private static final long CACHE_BYTES = 48L << 20;
    private static final long WRITE_BUFFER_BYTES = 24L << 20;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;
    private final ScheduledThreadPoolExecutor background;

    public StoreResources() {
        RocksDB.loadLibrary();
        cache = new LRUCache(CACHE_BYTES);
        writeBuffers = new WriteBufferManager(WRITE_BUFFER_BYTES, cache);
        background = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().daemon().name("switchboard-index-refresher").factory());
        background.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        background.setRemoveOnCancelPolicy(true);
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    ScheduledThreadPoolExecutor background() {
        return background;
    }

    @Override
    public void close() {
        background.shutdown();
        boolean interrupted = false;
        try {
            background.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        writeBuffers.close();
        cache.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
