package io.switchboard.projector.listing;

import io.switchboard.events.Cid;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which calls a filter names, so that nobody has to look at the others. Pure. */
public final class NamedCalls {

    private static final String FIELD = "call_cid";

    private NamedCalls() {
    }

    /**
     * The calls outside of which the filter asks for nothing; empty when it does not say. What it compares
     * {@code call_cid} with and cannot be the id of a call is no call.
     */
    public static Optional<Set<Cid>> in(Filter filter) {
        return switch (filter) {
            case Filter.Compare compare when names(compare.field()) && compare.relation() == Filter.Relation.EQ ->
                    Optional.of(calls(Stream.of(compare.operand())));
            case Filter.In in when names(in.field()) -> Optional.of(calls(in.values().stream()));
            case Filter.And and -> and.all().stream().flatMap(part -> in(part).stream()).reduce(NamedCalls::common);
            case Filter.Or or -> all(or.any());
            case Filter.Compare other -> Optional.empty();
            case Filter.In other -> Optional.empty();
            case Filter.Exists other -> Optional.empty();
            case Filter.Not other -> Optional.empty();
            case Filter.Words other -> Optional.empty();
        };
    }

    private static Optional<Set<Cid>> all(List<Filter> parts) {
        Set<Cid> calls = new HashSet<>();
        for (Filter part : parts) {
            Optional<Set<Cid>> named = in(part);
            if (named.isEmpty()) {
                return Optional.empty();
            }
            calls.addAll(named.get());
        }
        return Optional.of(calls);
    }

    private static Set<Cid> common(Set<Cid> some, Set<Cid> others) {
        return some.stream().filter(others::contains).collect(Collectors.toSet());
    }

    private static boolean names(Field field) {
        return field.name().equals(FIELD);
    }

    private static Set<Cid> calls(Stream<Value> operands) {
        return operands.flatMap(operand -> call(operand).stream()).collect(Collectors.toSet());
    }

    private static Optional<Cid> call(Value operand) {
        try {
            return operand instanceof Value.Text text ? Optional.of(Cid.parse(text.text())) : Optional.empty();
        } catch (IllegalArgumentException noCall) {
            return Optional.empty();
        }
    }
}
