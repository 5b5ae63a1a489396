package io.switchboard.projector.listing;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.table.CallTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The sessions that somebody was in: the current or last one stands in the call's core row, others in rows of their own. */
final class SessionRows implements ListedRows<HeldSession> {

    static final SessionRows INSTANCE = new SessionRows();

    private SessionRows() {
    }

    /** Made after the listings, which name this class. */
    private static final class Fields {
        static final RowFields<HeldSession> ALL = RowFields.of(INSTANCE);
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public void each(CallTable table, CallCore call, Consumer<HeldSession> visitor) {
        HeldSession.each(table, call, visitor);
    }

    @Override
    public Cid cid(HeldSession held) {
        return held.cid();
    }

    @Override
    public String identity(HeldSession held) {
        return ListedRows.identity(held.cid(), held.session().id());
    }

    @Override
    public Optional<HeldSession> find(CallTable table, Cid cid, String identity) {
        String id = ListedRows.nameIn(cid, identity);
        return table.core(cid).flatMap(call -> call.session().filter(session -> session.id().equals(id))
                .or(() -> table.pastSession(cid, id)).flatMap(session -> HeldSession.of(call, session)));
    }

    @Override
    public List<RowChange<HeldSession>> changes(CallChange change) {
        Map<String, Optional<HeldSession>> changed = new LinkedHashMap<>();
        Optional<HeldSession> before = change.before().flatMap(SessionRows::newest);
        Optional<HeldSession> now = newest(change.now());
        boolean isSame = Fields.ALL.areSame(before, now);
        before.filter(was -> !isSame).ifPresent(was -> changed.put(was.session().id(), Optional.empty()));
        change.pastSessions().forEach((id, past) ->
                changed.put(id, past.flatMap(session -> HeldSession.of(change.now(), session))));
        now.filter(is -> !isSame || changed.containsKey(is.session().id()))
                .ifPresent(is -> changed.put(is.session().id(), now));
        // A call without a session had none before that either.
        boolean isFirst = change.before().flatMap(CallCore::session).isEmpty();
        return changed.entrySet().stream().map(row -> new RowChange<>(change.cid(),
                ListedRows.identity(change.cid(), row.getKey()), row.getValue(), isFirst)).toList();
    }

    private static Optional<HeldSession> newest(CallCore call) {
        return call.session().flatMap(session -> HeldSession.of(call, session));
    }
}
