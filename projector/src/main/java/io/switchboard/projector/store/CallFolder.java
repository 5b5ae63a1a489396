package io.switchboard.projector.store;

import io.switchboard.events.call.BrokenHistoryException;
import io.switchboard.events.codec.CorruptEventException;

/** Where the events of one partition go. For the partition's task alone. */
public interface CallFolder {

    /**
     * Folds one event. One that is folded already changes nothing, nor does one that fails. What is folded shows to
     * whoever asks after the last of those at hand, or before.
     *
     * @param last whether no other is at hand
     * @return whether this event and all before it show
     * @throws CorruptEventException  when the value is no event; the log is broken, going on would show wrong calls
     * @throws BrokenHistoryException when it is not the next event of its call
     */
    boolean fold(byte[] value, boolean last);
}
