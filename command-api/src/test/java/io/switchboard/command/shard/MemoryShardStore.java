package io.switchboard.command.shard;

import io.switchboard.command.shard.ShardUnavailableException.Reason;
import io.switchboard.events.table.Rows;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** A store in memory with a make-believe disk: what was not flushed is gone after a crash. Not thread-safe. */
final class MemoryShardStore implements ShardStore {

    /** Rows and the offset they stand at. */
    record State(long offset, SortedMap<byte[], byte[]> rows) {

        static State empty() {
            return new State(0, new TreeMap<>(Arrays::compareUnsigned));
        }

        State copy() {
            return new State(offset, new TreeMap<>(rows));
        }
    }

    /** What survives the store. */
    static final class Disk {
        private State state = State.empty();
    }

    private final Disk disk;
    private State live;
    private boolean closed;
    private Optional<RuntimeException> broken = Optional.empty();

    MemoryShardStore(Disk disk) {
        this.disk = disk;
        this.live = disk.state.copy();
    }

    void flush() {
        disk.state = live.copy();
    }

    /** From now on every commit fails so. */
    void breakWith(RuntimeException failure) {
        broken = Optional.of(failure);
    }

    State state() {
        return live;
    }

    @Override
    public long offset() {
        return live.offset();
    }

    @Override
    public Batch begin() {
        return new MemoryBatch();
    }

    @Override
    public Rows committed() {
        if (closed) {
            throw new ShardUnavailableException(Reason.STOPPED, Duration.ofSeconds(1), "closed");
        }
        return new Over(live.rows(), new TreeMap<>(Arrays::compareUnsigned));
    }

    @Override
    public <T> T read(Function<Rows, T> reader) {
        return reader.apply(committed());
    }

    @Override
    public void clear() {
        live = State.empty();
    }

    @Override
    public void close() {
        flush();
        closed = true;
    }

    /** Changes over rows; an empty value in the changes is a deletion. */
    private static class Over implements Rows {

        private final SortedMap<byte[], byte[]> base;
        protected TreeMap<byte[], Optional<byte[]>> changes;

        Over(SortedMap<byte[], byte[]> base, TreeMap<byte[], Optional<byte[]>> changes) {
            this.base = base;
            this.changes = changes;
        }

        @Override
        public Optional<byte[]> get(byte[] key) {
            return changes.containsKey(key) ? changes.get(key) : Optional.ofNullable(base.get(key));
        }

        @Override
        public void put(byte[] key, byte[] value) {
            changes.put(key, Optional.of(value));
        }

        @Override
        public void delete(byte[] key) {
            changes.put(key, Optional.empty());
        }

        @Override
        public void scan(byte[] from, byte[] to, Visitor visitor) {
            TreeMap<byte[], byte[]> merged = new TreeMap<>(base.subMap(from, to));
            changes.subMap(from, to).forEach((key, value) ->
                    value.ifPresentOrElse(v -> merged.put(key, v), () -> merged.remove(key)));
            for (Map.Entry<byte[], byte[]> row : merged.entrySet()) {
                if (!visitor.visit(row.getKey(), row.getValue())) {
                    return;
                }
            }
        }
    }

    private final class MemoryBatch extends Over implements Batch {

        private final Deque<TreeMap<byte[], Optional<byte[]>>> marks = new ArrayDeque<>();

        MemoryBatch() {
            super(live.rows(), new TreeMap<>(Arrays::compareUnsigned));
        }

        @Override
        public void savepoint() {
            marks.push(new TreeMap<>(changes));
        }

        @Override
        public void rollback() {
            changes = marks.pop();
        }

        @Override
        public void commit(long nextOffset) {
            if (broken.isPresent()) {
                throw broken.get();
            }
            changes.forEach((key, value) ->
                    value.ifPresentOrElse(v -> live.rows().put(key, v), () -> live.rows().remove(key)));
            live = new State(nextOffset, live.rows());
            changes.clear();
            marks.clear();
        }

        @Override
        public void close() {
            changes.clear();
        }
    }
}
