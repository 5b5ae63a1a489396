package io.switchboard.command.service;

import io.switchboard.command.document.DocumentCommand;
import io.switchboard.command.document.DocumentMachine;
import io.switchboard.command.shard.KafkaLogSettings;
import io.switchboard.command.shard.KafkaShardLog;
import io.switchboard.command.shard.Lifecycle;
import io.switchboard.command.shard.RocksMemory;
import io.switchboard.command.shard.RocksShardStore;
import io.switchboard.command.shard.Shard;
import io.switchboard.command.shard.ShardSettings;
import io.switchboard.command.shard.ShardStore;
import io.switchboard.command.shard.Shards;
import io.switchboard.events.table.Rows;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * The one shard of a compacted topic, which every instance follows, so that its rows are at hand everywhere.
 * Thread-safe.
 *
 * @param topic  the topic's name, and the key of every command
 * @param shards the one shard
 */
record DocumentShard<C extends DocumentCommand, R>(String topic, Shards<C, R> shards, ShardStore store) {

    static <C extends DocumentCommand, R> DocumentShard<C, R> start(String topic, DocumentMachine<C, R> machine,
                                                                    CommandSettings settings, KafkaLogSettings kafka,
                                                                    RocksMemory memory, InstantSource clock) {
        String name = topic + "-0";
        ShardStore store = new RocksShardStore(settings.data().resolve(name), memory);
        return new DocumentShard<>(topic, Shards.start(topic, 1, clock, partition -> new Shard<>(name, machine,
                new KafkaShardLog(kafka, topic, partition), store, clock, ShardSettings.defaults())), store);
    }

    R submit(C command) {
        return Answers.await(shards.submit(topic, command));
    }

    /** The rows as far as this instance has them; never waits. */
    Rows rows() {
        return store.committed();
    }

    /** Reads all at one point in time. */
    <T> T read(Function<Rows, T> reading) {
        return store.read(reading);
    }

    /**
     * Returns when the rows have everything that was answered before, anywhere. An owner that serves has it.
     *
     * @throws io.switchboard.wire.error.ApiException unavailable, when that takes too long
     */
    void catchUp() {
        if (shards.shard(0).lifecycle() != Lifecycle.SERVING) {
            Answers.caughtUp(shards.shard(0));
        }
    }
}
