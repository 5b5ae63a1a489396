package io.switchboard.projector.filter;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which texts of a field a filter names, so that nobody has to look at things with others. Pure. */
public final class NamedTexts {

    private NamedTexts() {
    }

    /** The texts of this field outside of which the filter asks for nothing; empty when it does not say. */
    public static Optional<Set<String>> in(Filter filter, Field field) {
        return switch (filter) {
            case Filter.Compare compare when compare.field().equals(field)
                    && compare.relation() == Filter.Relation.EQ -> Optional.of(texts(Stream.of(compare.operand())));
            case Filter.In in when in.field().equals(field) -> Optional.of(texts(in.values().stream()));
            case Filter.And and -> and.all().stream().flatMap(part -> in(part, field).stream())
                    .reduce(NamedTexts::common);
            case Filter.Or or -> all(or.any(), field);
            case Filter.Compare other -> Optional.empty();
            case Filter.In other -> Optional.empty();
            case Filter.Exists other -> Optional.empty();
            case Filter.Not other -> Optional.empty();
            case Filter.Words other -> Optional.empty();
        };
    }

    private static Optional<Set<String>> all(List<Filter> parts, Field field) {
        Set<String> named = new HashSet<>();
        for (Filter part : parts) {
            Optional<Set<String>> some = in(part, field);
            if (some.isEmpty()) {
                return Optional.empty();
            }
            named.addAll(some.get());
        }
        return Optional.of(named);
    }

    private static Set<String> common(Set<String> some, Set<String> others) {
        return some.stream().filter(others::contains).collect(Collectors.toSet());
    }

    private static Set<String> texts(Stream<Value> operands) {
        return operands.flatMap(operand -> operand instanceof Value.Text text ? Stream.of(text.text()) : Stream.of())
                .collect(Collectors.toSet());
    }
}
