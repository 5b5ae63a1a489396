package io.switchboard.projector.rows;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.MutableColumnFamilyOptions;
import org.rocksdb.Options;
import org.rocksdb.WriteOptions;

/**
 * How the rows' RocksDB is set up: small memtables, memory shared with the other shards, nothing periodic while idle.
 * In a flood of writes it is {@link #FLOODED} instead of {@link #QUIET}. Close it after the database.
 */
final class RowOptions implements AutoCloseable {

    private static final int QUIET_FILES = 4;
    /** Each time so many files of new rows have come they are merged with all rows there are, which in a rebuild took a
     * third of the CPU time. Reads, which have to look into each of them, are few then. */
    private static final int FLOODED_FILES = 20;

    static final MutableColumnFamilyOptions QUIET = merging(QUIET_FILES);
    static final MutableColumnFamilyOptions FLOODED = merging(FLOODED_FILES);

    /** What one shard alone may fill; all together have less, see {@link RowMemory}. */
    private static final long MEMTABLE_BYTES = 16L << 20;
    private static final int BLOCK_BYTES = 8 << 10;

    private final BloomFilter bloom = new BloomFilter(10, false);
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private final Options options;

    RowOptions(RowMemory memory) {
        this.options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferManager(memory.writeBuffers())
                .setWriteBufferSize(MEMTABLE_BYTES)
                .setMaxWriteBufferNumber(3)
                .setMemtablePrefixBloomSizeRatio(0.02)
                .setMemtableWholeKeyFiltering(true)
                .setLevel0FileNumCompactionTrigger(QUIET_FILES)
                .setLevel0SlowdownWritesTrigger(2 * FLOODED_FILES)
                .setLevel0StopWritesTrigger(3 * FLOODED_FILES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setLevelCompactionDynamicLevelBytes(true)
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(256)
                .setKeepLogFileNum(1)
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(memory.cache())
                        .setBlockSize(BLOCK_BYTES)
                        .setFilterPolicy(bloom)
                        // In one piece an index or a filter can be larger than the part of the cache it has to live
                        // in: it is then read again, megabytes of it, at every single get.
                        .setIndexType(IndexType.kTwoLevelIndexSearch)
                        .setPartitionFilters(true)
                        .setMetadataBlockSize(BLOCK_BYTES)
                        .setPinTopLevelIndexAndFilter(true)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinL0FilterAndIndexBlocksInCache(true));
    }

    private static MutableColumnFamilyOptions merging(int files) {
        return MutableColumnFamilyOptions.builder().setLevel0FileNumCompactionTrigger(files).build();
    }

    Options options() {
        return options;
    }

    WriteOptions unlogged() {
        return unlogged;
    }

    @Override
    public void close() {
        unlogged.close();
        options.close();
        bloom.close();
    }
}
