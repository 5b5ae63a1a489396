package io.switchboard.projector.store;

import io.switchboard.projector.listing.ListedRows;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.TaskId;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * What all shards of a process share, so that memory and threads do not grow with the number of partitions: one
 * block cache, one budget of write buffers (counted inside the cache), one background thread that refreshes indexes, and
 * one cache of calls put together.
 * Thread-safe. Close it after the last shard.
 */
public final class StoreResources implements AutoCloseable {

    private static final long CACHE_BYTES = 96L << 20;
    private static final long WRITE_BUFFER_BYTES = 64L << 20;
    /** The cache in 4 parts, each with a lock: by default it would be 64 parts, too small for what they have to hold. */
    private static final int CACHE_SHARD_BITS = 2;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;
    private final Background background;
    private final Windowing windowing;
    private final RowCache rowCache = new RowCache();
    private final JointIndex.Last lastCalls = new JointIndex.Last();
    private final Map<ListedRows<?>, JointIndex.Last> lastRows = ListedRows.ALL.stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), kind -> new JointIndex.Last()));
    private final Map<CallShard, TaskId> open = new ConcurrentHashMap<>();

    public StoreResources() {
        this(Background.thread());
    }

    StoreResources(Background background) {
        this(background, Windowing.STANDARD);
    }

    StoreResources(Background background, Windowing windowing) {
        this.windowing = windowing;
        RocksDB.loadLibrary();
        this.cache = new LRUCache(CACHE_BYTES, CACHE_SHARD_BITS);
        this.writeBuffers = new WriteBufferManager(WRITE_BUFFER_BYTES, cache);
        this.background = background;
    }

    /** The tasks whose open shards are given up: only opening them again, empty, makes them answer. */
    public Set<TaskId> givenUp() {
        return open.entrySet().stream().filter(shard -> shard.getKey().isGivenUp()).map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    /** The task has this shard from here on, until {@link #closed}. */
    void opened(TaskId task, CallShard shard) {
        open.put(shard, task);
    }

    void closed(CallShard shard) {
        open.remove(shard);
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    Background background() {
        return background;
    }

    Windowing windowing() {
        return windowing;
    }

    RowCache rowCache() {
        return rowCache;
    }

    JointIndex.Last lastCalls() {
        return lastCalls;
    }

    JointIndex.Last lastRows(ListedRows<?> kind) {
        return lastRows.get(kind);
    }

    @Override
    public void close() {
        background.close();
        writeBuffers.close();
        cache.close();
    }
}
