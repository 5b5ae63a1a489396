package io.switchboard.command.shard;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** One instance of the ledger service: its shards over real Kafka and RocksDB, and its membership. */
final class LedgerInstance implements AutoCloseable {

    private final RocksMemory memory = RocksMemory.defaults();
    private final List<RocksShardStore> stores = new ArrayList<>();
    private final Shards<Ledger.Command, Ledger.Reply> shards;
    private Optional<Ownership> ownership = Optional.empty();

    LedgerInstance(KafkaTopic topic, int partitions, Path folder) {
        this(topic, partitions, folder, topic::log);
    }

    LedgerInstance(KafkaTopic topic, int partitions, Path folder, IntFunction<ShardLog> logs) {
        IntStream.range(0, partitions).forEach(partition ->
                stores.add(new RocksShardStore(folder.resolve(Integer.toString(partition)), memory)));
        this.shards = Shards.start(topic.name(), partitions, InstantSource.system(), partition ->
                new Shard<>(topic.name() + "-" + partition, new Ledger(), logs.apply(partition), stores.get(partition),
                        InstantSource.system(), ShardSettings.defaults()));
    }

    LedgerInstance join(String group, String address) {
        ownership = Optional.of(Ownership.join(KafkaTopic.settings(), group, address, List.of(shards)));
        return this;
    }

    /** Takes a partition without asking the group. */
    void claim(int partition) {
        shards.shard(partition).claim();
        Await.until(shards.shard(partition).name() + " serves", () -> lifecycle(partition) == Lifecycle.SERVING);
    }

    Lifecycle lifecycle(int partition) {
        return shards.shard(partition).lifecycle();
    }

    Shards<Ledger.Command, Ledger.Reply> shards() {
        return shards;
    }

    ShardStore store(int partition) {
        return stores.get(partition);
    }

    CompletableFuture<Ledger.Reply> submit(Ledger.Command command) {
        return shards.submit(command.page(), command);
    }

    /** Sends a command until it is answered. */
    Ledger.Reply insist(Ledger.Command command) {
        return Retry.anywhere(List.of(this), command);
    }

    void leaveGroup() {
        ownership.ifPresent(Ownership::close);
    }

    @Override
    public void close() {
        leaveGroup();
        shards.close();
        memory.close();
    }
}
