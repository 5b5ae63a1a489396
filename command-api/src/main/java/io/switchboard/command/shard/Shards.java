package io.switchboard.command.shard;

import io.switchboard.events.Topics;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/**
 * All partitions of one topic, each with its shard, and the way from a key to its shard. Thread-safe.
 *
 * @param <C> commands
 * @param <R> replies
 */
public final class Shards<C, R> implements AutoCloseable {

    private final String topic;
    private final List<ShardRunner<C, R>> runners;

    private Shards(String topic, List<ShardRunner<C, R>> runners) {
        this.topic = topic;
        this.runners = List.copyOf(runners);
    }

    /** Starts one follower per partition. If one cannot be made, those made before are closed again. */
    public static <C, R> Shards<C, R> start(String topic, int partitions, InstantSource clock,
                                            IntFunction<Shard<C, R>> shards) {
        List<ShardRunner<C, R>> runners = new ArrayList<>(partitions);
        try {
            for (int partition = 0; partition < partitions; partition++) {
                runners.add(ShardRunner.start(shards.apply(partition), clock));
            }
        } catch (RuntimeException e) {
            close(runners);
            throw e;
        }
        return new Shards<>(topic, runners);
    }

    public String topic() {
        return topic;
    }

    public int partitions() {
        return runners.size();
    }

    public Shard<C, R> shard(int partition) {
        return runners.get(partition).shard();
    }

    /** The shard that decides about this key. */
    public Shard<C, R> shardOf(String key) {
        return shard(Topics.partition(key, runners.size()));
    }

    /** Hands the command to the key's shard; see {@link ShardRunner#submit}. */
    public CompletableFuture<R> submit(String key, C command) {
        return runners.get(Topics.partition(key, runners.size())).submit(command);
    }

    /** Whether this instance owns and serves every partition. */
    public boolean serving() {
        return runners.stream().allMatch(runner -> runner.shard().lifecycle() == Lifecycle.SERVING);
    }

    @Override
    public void close() {
        close(runners);
    }

    private static void close(List<? extends ShardRunner<?, ?>> runners) {
        runners.forEach(runner -> runner.shard().close());
        runners.forEach(ShardRunner::close);
    }
}
