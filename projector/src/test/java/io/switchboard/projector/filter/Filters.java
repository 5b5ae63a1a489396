package io.switchboard.projector.filter;

import io.switchboard.events.codec.EventJson;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Filters and documents as the tests write them: JSON with single quotes. */
final class Filters {

    private Filters() {
    }

    static JsonNode json(String text) {
        return EventJson.mapper().readTree(text.replace('\'', '"'));
    }

    static ObjectNode object(String text) {
        return (ObjectNode) json(text);
    }

    /** The filter; fails with the problem when there is one. */
    static Filter understood(FieldTable table, String text) {
        return switch (FilterParser.parse(table, Optional.of(json(text)))) {
            case ParsedFilter.Understood understood -> understood.filter();
            case ParsedFilter.Refused refused -> throw new AssertionError(text + " is refused: " + refused.problem());
        };
    }

    /** The problem; fails with the filter when there is none. */
    static FilterProblem refused(FieldTable table, String text) {
        return refused(table, json(text));
    }

    static FilterProblem refused(FieldTable table, JsonNode json) {
        return switch (FilterParser.parse(table, Optional.of(json))) {
            case ParsedFilter.Refused refused -> refused.problem();
            case ParsedFilter.Understood understood -> throw new AssertionError("understood as " + understood.filter());
        };
    }
}
