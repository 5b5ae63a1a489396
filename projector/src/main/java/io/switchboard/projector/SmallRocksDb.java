package io.switchboard.projector;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/** Keeps the users' table small: Streams' own defaults are made for much more and reserve some hundred megabytes. */
public final class SmallRocksDb implements RocksDBConfigSetter {

    private static final long CACHE_BYTES = 8L << 20;

    private LRUCache cache;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        // In one part: by default the cache would be cut into parts too small for an index or a filter.
        cache = new LRUCache(CACHE_BYTES, 0);
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(cache);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferSize(4L << 20);
        options.setMaxWriteBufferNumber(2);
        options.setMaxOpenFiles(64);
        options.setStatsDumpPeriodSec(0);
    }

    @Override
    public void close(String storeName, Options options) {
        cache.close();
    }
}
