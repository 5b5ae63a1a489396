package io.switchboard.projector.rows;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * What the rows of all shards of a process share, so that memory does not grow with the number of partitions: one block
 * cache, and one budget of write buffers, counted inside the cache. Thread-safe. Close it after the last {@link RowStore}.
 */
public final class RowMemory implements AutoCloseable {

    private static final long CACHE_BYTES = 96L << 20;
    private static final long WRITE_BUFFER_BYTES = 64L << 20;
    /** The cache in 4 parts, each with a lock: by default it would be 64 parts, too small for what they have to hold. */
    private static final int CACHE_SHARD_BITS = 2;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    /** Loads RocksDB, if nobody did. */
    public RowMemory() {
        RocksDB.loadLibrary();
        this.cache = new LRUCache(CACHE_BYTES, CACHE_SHARD_BITS);
        this.writeBuffers = new WriteBufferManager(WRITE_BUFFER_BYTES, cache);
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }
}
