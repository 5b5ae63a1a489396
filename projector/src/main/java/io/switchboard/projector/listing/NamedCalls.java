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

    private NamedCalls() {
    }

    /**
     * The calls outside of which the filter asks for nothing; empty when it does not say. What it compares
     * {@code call_cid} with and cannot be the id of a call is no call.
     */
    public static Optional<Set<Cid>> in(Filter filter) {
        return NamedTexts.in(filter, CALL).map(texts -> texts.stream().flatMap(text -> call(text).stream())
                .collect(Collectors.toSet()));
    }

    private static Optional<Cid> call(String text) {
        try {
            return Optional.of(Cid.parse(text));
        } catch (IllegalArgumentException noCall) {
            return Optional.empty();
        }
    }
}
