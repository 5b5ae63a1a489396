package io.switchboard.projector;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/** Keeps the users' table small: Streams' own defaults are made for much more and reserve some hundred megabytes. */
public final class SmallRocksDb implements RocksDBConfigSetter {

    private LRUCache cache;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        cache = new LRUCache(8L << 20);
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
