package io.switchboard.projector.filter;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a filter means, said plainly: holds a filter against one thing. It is the reference implementation beside the
 * index (random tests compare the two), and it answers for the few calls the index has not caught up with. Pure.
 */
public final class Evaluator {

    private Evaluator() {
    }

    public static boolean matches(Filter filter, Subject subject) {
        return switch (filter) {
            case Filter.And and -> and.all().stream().allMatch(part -> matches(part, subject));
            case Filter.Or or -> or.any().stream().anyMatch(part -> matches(part, subject));
            case Filter.Exists exists -> subject.has(exists.field()) == exists.present();
            case Filter.In in -> subject.hasAny(in.field(), in.values());
            case Filter.Not not -> !matches(not.part(), subject);
            case Filter.Words words -> words.search().isFoundIn(words(subject.values(words.field())));
            case Filter.Compare compare -> compare.relation() == Filter.Relation.EQ
                    ? subject.hasAny(compare.field(), List.of(compare.operand()))
                    : subject.values(compare.field()).anyMatch(value -> stands(value, compare));
        };
    }

    private static Set<String> words(Stream<Value> values) {
        return values.flatMap(value -> value instanceof Value.Text text ? Words.of(text.text()).stream() : Stream.empty())
                .collect(Collectors.toSet());
    }

    private static boolean stands(Value value, Filter.Compare compare) {
        return value.compare(compare.operand()).stream().anyMatch(c -> switch (compare.relation()) {
            case EQ -> c == 0;
            case GT -> c > 0;
            case GTE -> c >= 0;
            case LT -> c < 0;
            case LTE -> c <= 0;
        });
    }
}
