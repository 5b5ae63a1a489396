package io.switchboard.projector.store;

import io.switchboard.projector.rows.RowMemory;
import io.switchboard.projector.index.Remaking;
import io.switchboard.projector.view.ViewResources;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.TaskId;

/**
 * What all shards of a process share, so that memory and threads do not grow with the number of partitions: memory
 * of rows, one background thread that refreshes indexes, and what views share. Thread-safe. Close it after the last
 * shard.
 */
public final class StoreResources implements AutoCloseable {

    private final RowMemory rows = new RowMemory();
    private final ViewResources views;
    private final Background background;
    private final Remaking remaking = new Remaking();
    private final Map<CallShard, TaskId> open = new ConcurrentHashMap<>();

    /** With a thread of its own in the background. */
    public StoreResources() {
        this(Background.thread());
    }

    StoreResources(Background background) {
        this(background, new ViewResources());
    }

    StoreResources(Background background, ViewResources views) {
        this.views = views;
        this.background = background;
    }

    /** The tasks whose open shards are given up: only opening them again, empty, makes them answer. */
    public Set<TaskId> givenUp() {
        return open.entrySet().stream().filter(shard -> shard.getKey().isGivenUp()).map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    /** Indexes that are made anew just now. */
    public Remaking remaking() {
        return remaking;
    }

    /** The task has this shard from here on, until {@link #closed}. */
    void opened(TaskId task, CallShard shard) {
        open.put(shard, task);
    }

    void closed(CallShard shard) {
        open.remove(shard);
    }

    RowMemory rows() {
        return rows;
    }

    ViewResources views() {
        return views;
    }

    Background background() {
        return background;
    }

    @Override
    public void close() {
        background.close();
        rows.close();
    }
}
