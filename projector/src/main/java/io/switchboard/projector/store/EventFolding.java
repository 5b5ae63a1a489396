package io.switchboard.projector.store;

import io.switchboard.events.call.BrokenHistoryException;
import io.switchboard.events.call.CallFold;
import io.switchboard.events.codec.CorruptEventException;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.table.CallTable;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Folds stored events into a call store, one {@code putAll} per event; processing and restoring both do it this way. */
public record EventFolding(EventCodec codec) {

    /**
     * Folds one event. One that the store has already changes nothing.
     *
     * @throws CorruptEventException  when the value is no event; the log is broken, going on would show wrong calls
     * @throws BrokenHistoryException when it is not the next event of its call
     */
    public void fold(byte[] value, KeyValueStore<Bytes, byte[]> store) {
        if (value == null) {
            throw new CorruptEventException("a record of the log has no value");
        }
        RowBuffer buffer = new RowBuffer(store);
        if (CallFold.apply(codec.decode(value), new CallTable(buffer))) {
            store.putAll(buffer.changes());
        }
    }
}
