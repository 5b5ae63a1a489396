package io.switchboard.projector.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a filter in the language {@link FilterParser} reads, for other instances of this application. */
public final class FilterJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String HUGE = "1E+400";

    private FilterJson() {
    }

    /** Reading it back with {@link FilterParser#parseTrusted} gives an equal filter. */
    public static ObjectNode write(Filter filter) {
        ObjectNode node = NODES.objectNode();
        switch (filter) {
            case Filter.And and when and.all().isEmpty() -> { }
            case Filter.And and -> parts(node.putArray("$and"), and.all());
            case Filter.Or or -> parts(node.putArray("$or"), or.any());
            case Filter.Not not -> parts(node.putArray(FilterParser.NOR), List.of(not.part()));
            case Filter.Words words -> node.putObject(words.field().name()).put(
                    (words.search().unfinished() ? Operator.AUTOCOMPLETE : Operator.Q).symbol(), words.search().text().text());
            case Filter.Exists exists -> node.putObject(exists.field().name())
                    .put(Operator.EXISTS.symbol(), exists.present());
            case Filter.Compare compare -> node.putObject(compare.field().name())
                    .set(compare.relation().operator().symbol(), value(compare.operand()));
            case Filter.In in -> {
                ArrayNode values = node.putObject(in.field().name()).putArray(Operator.IN.symbol());
                in.values().forEach(value -> values.add(value(value)));
            }
        }
        return node;
    }

    private static void parts(ArrayNode array, Iterable<Filter> parts) {
        parts.forEach(part -> array.add(write(part)));
    }

    private static JsonNode value(Value value) {
        return switch (value) {
            case Value.Text text -> NODES.stringNode(text.text());
            case Value.Time time -> NODES.stringNode(Instant.ofEpochSecond(0, time.nanos()).toString());
            case Value.Flag flag -> NODES.booleanNode(flag.set());
            case Value.Number number when Double.isInfinite(number.number()) ->
                    NODES.numberNode(new BigDecimal((number.number() < 0 ? "-" : "") + HUGE));
            case Value.Number number -> NODES.numberNode(BigDecimal.valueOf(number.number()));
        };
    }
}
