package io.switchboard.projector.listing;

import io.switchboard.events.Cid;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.NamedTexts;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which calls a filter names, so that nobody has to look at the others. Pure. */
public final class NamedCalls {

    /** The same in every table that has it. */
    private static final Field CALL = FieldTable.FEEDBACK.field("call_cid");
    private static final Field CID = FieldTable.CALLS.field("cid");
    private static final Field TYPE = FieldTable.CALLS.field("type");
    private static final Field ID = FieldTable.CALLS.field("id");
    /** More combinations of types and ids than this are left to the index: most of them may name no call. */
    private static final int MOST_COMBINED = 1_000;

    private NamedCalls() {
    }

    /**
     * The calls outside of which a filter for calls asks for nothing, by {@code cid} or by {@code type} and {@code id};
     * empty when it does not say. What cannot be the id of a call is no call.
     */
    public static Optional<Set<Cid>> among(Filter filter) {
        Optional<Set<String>> cids = NamedTexts.in(filter, CID);
        return cids.isPresent() ? cids.map(NamedCalls::calls) : combined(filter);
    }

    private static Optional<Set<Cid>> combined(Filter filter) {
        Optional<Set<String>> ids = NamedTexts.in(filter, ID);
        Optional<Set<String>> types = ids.flatMap(some -> NamedTexts.in(filter, TYPE));
        if (types.isEmpty() || (long) types.get().size() * ids.get().size() > MOST_COMBINED) {
            return Optional.empty();
        }
        return Optional.of(calls(types.get().stream().flatMap(type -> ids.get().stream().map(id -> type + ":" + id))
                .collect(Collectors.toSet())));
    }

    /**
     * The calls outside of which a filter for rows of calls asks for nothing; empty when it does not say. What it compares
     * {@code call_cid} with and cannot be the id of a call is no call.
     */
    public static Optional<Set<Cid>> in(Filter filter) {
        return NamedTexts.in(filter, CALL).map(NamedCalls::calls);
    }

    private static Set<Cid> calls(Set<String> texts) {
        return texts.stream().flatMap(text -> call(text).stream()).collect(Collectors.toSet());
    }

    private static Optional<Cid> call(String text) {
        try {
            return Optional.of(Cid.parse(text));
        } catch (IllegalArgumentException noCall) {
            return Optional.empty();
        }
    }
}
