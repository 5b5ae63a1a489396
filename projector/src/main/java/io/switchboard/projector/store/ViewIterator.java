package io.switchboard.projector.store;

import io.switchboard.events.table.CallKeys;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.rocksdb.RocksIterator;

/** The call rows of a view from one key to another, both inclusive as Streams has it. Closes the view. */
final class ViewIterator implements KeyValueIterator<Bytes, byte[]> {

    private final ReadView view;
    private final RocksIterator rows;
    private final Optional<Bytes> last;
    private boolean open = true;

    ViewIterator(ReadView view, Optional<Bytes> first, Optional<Bytes> last) {
        this.view = view;
        this.rows = view.iterator();
        this.last = last;
        rows.seek(first.map(Bytes::get).orElse(new byte[] {CallKeys.TABLE}));
    }

    @Override
    public boolean hasNext() {
        if (!open) {
            return false;
        }
        if (!rows.isValid()) {
            view.check(rows);
            return false;
        }
        return rows.key()[0] == CallKeys.TABLE && last.map(end -> Arrays.compareUnsigned(rows.key(), end.get()) <= 0).orElse(true);
    }

    @Override
    public Bytes peekNextKey() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return Bytes.wrap(rows.key());
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
        KeyValue<Bytes, byte[]> row = KeyValue.pair(peekNextKey(), rows.value());
        rows.next();
        return row;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            rows.close();
            view.close();
        }
    }
}
