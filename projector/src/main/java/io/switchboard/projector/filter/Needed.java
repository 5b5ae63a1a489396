package io.switchboard.projector.filter;

import java.util.stream.Stream;

/** What a filter asks of everything it finds, so that nobody has to look elsewhere. Pure. */
public final class Needed {

    private Needed() {
    }

    /** The comparisons that have to hold in any case: the filter itself, and the parts of its conjunctions. */
    public static Stream<Filter.Compare> in(Filter filter) {
        return switch (filter) {
            case Filter.Compare compare -> Stream.of(compare);
            case Filter.And and -> and.all().stream().flatMap(Needed::in);
            default -> Stream.empty();
        };
    }
}
