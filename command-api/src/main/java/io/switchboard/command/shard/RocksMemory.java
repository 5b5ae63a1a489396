package io.switchboard.command.shard;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory outside the heap that all stores of a process share: one block cache, in which the memtables are counted
 * too, so that the number of partitions does not decide how much is used. Close it after the last store. Thread-safe.
 */
public final class RocksMemory implements AutoCloseable {

    static {
        RocksDB.loadLibrary();
    }

    private static final long MIB = 1 << 20;
    /** The cache in 4 parts, each with a lock; by default there would be so many that none holds a large block. */
    private static final int CACHE_SHARD_BITS = 2;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    /**
     * @param totalBytes       the block cache, memtables included
     * @param writeBufferBytes the part of it that memtables may use before the largest is flushed
     */
    public RocksMemory(long totalBytes, long writeBufferBytes) {
        if (writeBufferBytes > totalBytes) {
            throw new IllegalArgumentException("memtables are a part of the total");
        }
        this.cache = new LRUCache(totalBytes, CACHE_SHARD_BITS);
        this.writeBuffers = new WriteBufferManager(writeBufferBytes, cache);
    }

    /** 96 MiB, of which memtables 48 MiB. */
    public static RocksMemory defaults() {
        return new RocksMemory(96 * MIB, 48 * MIB);
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
