package io.switchboard.projector.filter;

/** What {@link FilterParser} makes of a request: a filter or the first problem. */
public sealed interface ParsedFilter {

    record Understood(Filter filter) implements ParsedFilter {
    }

    record Refused(FilterProblem problem) implements ParsedFilter {
    }
}
