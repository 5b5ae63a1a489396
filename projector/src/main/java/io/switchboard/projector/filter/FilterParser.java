package io.switchboard.projector.filter;

import io.switchboard.events.codec.Rfc3339;
import io.switchboard.projector.filter.Field.Kind;
import io.switchboard.projector.filter.Filter.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the JSON of {@code filter_conditions}.
 *
 * <p>{@code {k: v}} is {@code {k: {$eq: v}}}; several operators or several fields in one object all have to hold;
 * {@code null} as an operand means "not set". Times are read leniently ({@link Rfc3339}). A filter has a budget of
 * depth, leaves and list entries, so that no request can make a query arbitrarily dear; an empty object is a leaf. The first problem found is
 * the answer. One parser reads one filter; not thread-safe.
 */
public final class FilterParser {

    /** How deep {@code $and} and {@code $or} may stand in each other. */
    public static final int MAX_DEPTH = 8;
    /** How many conditions a filter may have. */
    public static final int MAX_LEAVES = 64;
    /** How many entries a list operand may have. */
    public static final int MAX_LIST = 500;
    /** How long a text operand may be. */
    public static final int MAX_TEXT = 1024;

    /** How {@link FilterJson} writes a negation; no request can. */
    static final String NOR = "$nor";

    /** The operators that {@link FilterJson} writes. */
    private static final List<String> WRITTEN =
            List.of("$eq", "$in", "$gt", "$gte", "$lt", "$lte", "$exists", "$autocomplete");

    private static final String ROOT = "filter_conditions";
    /** How much of a name a problem repeats: a request's names may be as long as the request. */
    private static final int SHOWN = 80;

    private final FieldTable table;
    private final boolean limited;
    private Optional<FilterProblem> problem = Optional.empty();
    private int leaves;

    private FilterParser(FieldTable table, boolean limited) {
        this.table = table;
        this.limited = limited;
    }

    /** Reads a filter; an absent or null tree asks for everything. */
    public static ParsedFilter parse(FieldTable table, Optional<? extends JsonNode> json) {
        if (json.isEmpty() || json.get().isNull() || json.get().isMissingNode()) {
            return new ParsedFilter.Understood(Filter.everything());
        }
        return new FilterParser(table, true).read(json.get());
    }

    /**
     * Reads what {@link FilterJson} wrote, whose size was limited before: without the budget, with empty lists, and with
     * every operator at every field.
     */
    public static ParsedFilter parseTrusted(FieldTable table, JsonNode json) {
        return new FilterParser(table, false).read(json);
    }

    private ParsedFilter read(JsonNode json) {
        Filter filter = object(json, ROOT, 0);
        return problem.<ParsedFilter>map(ParsedFilter.Refused::new)
                .orElseGet(() -> new ParsedFilter.Understood(filter));
    }

    private Filter object(JsonNode node, String path, int depth) {
        if (!(node instanceof ObjectNode object)) {
            return refuse(path, "must be an object");
        }
        if (limited && depth > MAX_DEPTH) {
            return refuse(path, "$and and $or may stand at most " + MAX_DEPTH + " deep in each other");
        }
        if (object.isEmpty() && !isAffordable(path)) {
            return Filter.nothing();
        }
        List<Filter> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            all.add(entry(entry.getKey(), entry.getValue(), path + "." + shown(entry.getKey()), depth));
            if (problem.isPresent()) {
                break;
            }
        }
        return all.size() == 1 ? all.getFirst() : new Filter.And(all);
    }

    private Filter entry(String name, JsonNode value, String path, int depth) {
        if (!limited && name.equals(NOR)) {
            return new Filter.Not(parts(value, path, depth).getFirst());
        }
        return switch (name) {
            case "$and" -> new Filter.And(parts(value, path, depth));
            case "$or" -> new Filter.Or(parts(value, path, depth));
            default -> table.find(name)
                    .map(entry -> field(entry, value, path))
                    .orElseGet(() -> refuse(path, name.startsWith("$")
                            ? "unknown operator '" + shown(name) + "'; here stand $and, $or or a field"
                            : "unknown field '" + shown(name) + "'; fields are " + table.names()));
        };
    }

    private List<Filter> parts(JsonNode value, String path, int depth) {
        if (!(value instanceof ArrayNode array) || limited && array.isEmpty()) {
            refuse(path, "must be a list of at least one filter");
            return List.of();
        }
        List<Filter> parts = new ArrayList<>();
        for (JsonNode part : array) {
            parts.add(object(part, path + "[" + parts.size() + "]", depth + 1));
            if (problem.isPresent()) {
                break;
            }
        }
        return parts;
    }

    private Filter field(FieldTable.Entry entry, JsonNode value, String path) {
        if (!(value instanceof ObjectNode operators)) {
            // Clients write {members: ["john"]} as often as {members: {$in: ["john"]}}.
            String implied = entry.field().kind() == Kind.TEXTS && value.isArray() ? "$in" : "$eq";
            return condition(entry, implied, value, path);
        }
        if (operators.isEmpty()) {
            return refuse(path, "names no operator; " + allowed(entry));
        }
        List<Filter> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : operators.properties()) {
            all.add(condition(entry, operator.getKey(), operator.getValue(), path + "." + shown(operator.getKey())));
            if (problem.isPresent()) {
                break;
            }
        }
        return all.size() == 1 ? all.getFirst() : new Filter.And(all);
    }

    private Filter condition(FieldTable.Entry entry, String operator, JsonNode operand, String path) {
        if (!isAffordable(path)) {
            return Filter.nothing();
        }
        // A null operand has become $exists, which a request may not ask of every field.
        if (!(limited ? entry.operators() : WRITTEN).contains(operator)) {
            return refuse(path, "operator '" + shown(operator) + "' is not supported; " + allowed(entry));
        }
        Field field = entry.field();
        return switch (operator) {
            case "$exists" -> operand.isBoolean() ? new Filter.Exists(field, operand.booleanValue())
                    : refuse(path, "$exists takes true or false");
            case "$in" -> in(field, operator, operand, path);
            case "$nin" -> new Filter.Not(in(field, operator, operand, path));
            case "$ne" -> new Filter.Not(operand.isNull() ? new Filter.Exists(field, false)
                    : compare(field, Relation.EQ, operand, path));
            case "$contains" -> operand.isNull() ? refuse(path, "$contains takes a value")
                    : compare(field, Relation.EQ, operand, path);
            case "$autocomplete" -> text(operand, path).<Filter>map(text -> new Filter.Words(field, (Value.Text) text))
                    .orElseGet(() -> refuse(path, "must be a string"));
            case "$eq" -> operand.isNull() ? new Filter.Exists(field, false) : compare(field, Relation.EQ, operand, path);
            case "$gt" -> compare(field, Relation.GT, operand, path);
            case "$gte" -> compare(field, Relation.GTE, operand, path);
            case "$lt" -> compare(field, Relation.LT, operand, path);
            case "$lte" -> compare(field, Relation.LTE, operand, path);
            default -> throw new IllegalStateException("the field table allows " + operator + ", nobody reads it");
        };
    }

    private Filter compare(Field field, Relation relation, JsonNode operand, String path) {
        return value(field, operand, path).<Filter>map(v -> new Filter.Compare(field, relation, v))
                .orElseGet(Filter::nothing);
    }

    private Filter in(Field field, String operator, JsonNode operand, String path) {
        if (!(operand instanceof ArrayNode list)) {
            return refuse(path, operator + " takes a list");
        }
        if (limited && list.size() > MAX_LIST) {
            return refuse(path, "a list may have at most " + MAX_LIST + " entries");
        }
        List<Value> values = new ArrayList<>();
        boolean unset = false;
        for (int i = 0; i < list.size() && problem.isEmpty(); i++) {
            // A field of many texts is never "not set", so a null among its operands is as wrong as a number.
            if (list.get(i).isNull() && field.kind() != Kind.TEXTS) {
                unset = true;
            } else {
                value(field, list.get(i), path + "[" + i + "]").ifPresent(values::add);
            }
        }
        Filter in = new Filter.In(field, values);
        return unset ? new Filter.Or(List.of(in, new Filter.Exists(field, false))) : in;
    }

    /** Reads one operand; empty after a refusal. */
    private Optional<Value> value(Field field, JsonNode operand, String path) {
        Optional<Value> value = switch (field.kind()) {
            case TEXT, TEXTS -> text(operand, path);
            case FLAG -> operand.isBoolean() ? Optional.of(new Value.Flag(operand.booleanValue())) : Optional.empty();
            case TIME -> operand.isString()
                    ? Rfc3339.parse(operand.stringValue()).map(Value.Time::new) : Optional.empty();
            case NUMBER -> number(operand);
            case CUSTOM -> custom(operand, path);
        };
        if (value.isEmpty()) {
            refuse(path, switch (field.kind()) {
                case TEXT, TEXTS -> "must be a string";
                case FLAG -> "must be true or false";
                case TIME -> "must be an RFC 3339 timestamp such as 2021-01-15T09:30:20.45Z";
                case NUMBER -> "must be a number that a double can hold";
                case CUSTOM -> "must be a string, a number that a double can hold, true or false";
            });
        }
        return value;
    }

    private Optional<Value> custom(JsonNode operand, String path) {
        if (operand.isNumber()) {
            return number(operand);
        }
        return operand.isBoolean() ? Optional.of(new Value.Flag(operand.booleanValue())) : text(operand, path);
    }

    private Optional<Value> number(JsonNode operand) {
        if (!operand.isNumber()) {
            return Optional.empty();
        }
        double number = operand.numberValue().doubleValue();
        return limited && !Double.isFinite(number) ? Optional.empty() : Optional.of(new Value.Number(number));
    }

    private Optional<Value> text(JsonNode operand, String path) {
        if (limited && operand.isString() && operand.stringValue().length() > MAX_TEXT) {
            refuse(path, "a string may have at most " + MAX_TEXT + " characters");
        }
        return operand.isString() ? Optional.of(new Value.Text(operand.stringValue())) : Optional.empty();
    }

    private static String allowed(FieldTable.Entry entry) {
        return "'" + shown(entry.field().name()) + "' supports " + String.join(", ", entry.operators());
    }

    private static String shown(String name) {
        return name.codePointCount(0, name.length()) <= SHOWN ? name : name.substring(0, name.offsetByCodePoints(0, SHOWN)) + "…";
    }

    /** Counts one more leaf; false after a refusal. */
    private boolean isAffordable(String path) {
        if (limited && ++leaves > MAX_LEAVES) {
            refuse(path, "a filter may have at most " + MAX_LEAVES + " conditions");
        }
        return leaves <= MAX_LEAVES;
    }

    /** Remembers the first problem; what it returns is never used. */
    private Filter refuse(String path, String message) {
        if (problem.isEmpty()) {
            problem = Optional.of(new FilterProblem(path, message));
        }
        return Filter.nothing();
    }
}
