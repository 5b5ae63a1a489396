package io.switchboard.projector.index;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.table.CallKeys;
import io.switchboard.events.table.CallTable;
import io.switchboard.projector.rows.RowSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.rocksdb.RocksIterator;

/**
 * Reads what the index holds of calls. A call's members stand close behind its core row, so one iterator walks through
 * the calls in the order of their rows, without a get or an iterator of its own for each. For one thread; close it
 * before the rows.
 */
final class IndexableCalls implements AutoCloseable {

    private final RowSnapshot rows;
    private final RocksIterator it;

    IndexableCalls(RowSnapshot rows) {
        this.rows = rows;
        this.it = rows.iterator();
    }

    /** Hears of calls. */
    interface Visitor {

        /** @param members user ids */
        void there(CallCore core, List<String> members);

        /** It is not there, or deleted. */
        void gone(Cid cid);
    }

    /** Shows these calls, in the order of their rows. */
    void each(Collection<Cid> calls, Visitor visitor) {
        List<Cid> ordered = new ArrayList<>(calls);
        ordered.sort(Comparator.comparing(Cid::toString));
        for (Cid cid : ordered) {
            find(cid, visitor);
        }
    }

    /**
     * Shows all calls, in the order of their rows.
     *
     * @param each run before each call
     */
    void all(Visitor visitor, Runnable each) {
        byte[] next = {CallKeys.TABLE};
        for (it.seek(next); stands() && it.key()[0] == CallKeys.TABLE; it.seek(next)) {
            each.run();
            Cid cid = CallKeys.cid(it.key());
            find(cid, visitor);
            next = CallKeys.after(CallKeys.all(cid));
        }
    }

    private void find(Cid cid, Visitor visitor) {
        byte[] core = CallKeys.core(cid);
        it.seek(core);
        if (stands() && Arrays.equals(it.key(), core)) {
            show(cid, visitor);
        } else {
            visitor.gone(cid);
        }
    }

    /** The iterator stands on the call's core row. */
    private void show(Cid cid, Visitor visitor) {
        CallCore core = CallTable.core(it.value());
        if (core.deletedAt().isPresent()) {
            visitor.gone(cid);
        } else {
            visitor.there(core, core.members() == 0 ? List.of() : members(cid, core.members()));
        }
    }

    private List<String> members(Cid cid, int count) {
        byte[] all = CallKeys.member(cid, "");
        List<String> members = new ArrayList<>(count);
        it.next();
        if (!standsIn(all)) {
            it.seek(all);
        }
        for (; standsIn(all); it.next()) {
            byte[] key = it.key();
            members.add(new String(key, all.length, key.length - all.length, StandardCharsets.UTF_8));
        }
        return members;
    }

    private boolean standsIn(byte[] prefix) {
        if (!stands()) {
            return false;
        }
        byte[] key = it.key();
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** Whether it stands on a row. Asked after each step: the next one would make it forget that it could not read. */
    private boolean stands() {
        if (!it.isValid()) {
            rows.check(it);
            return false;
        }
        return true;
    }

    @Override
    public void close() {
        it.close();
    }
}
