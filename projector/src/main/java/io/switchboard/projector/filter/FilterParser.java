package io.switchboard.projector.filter;

import io.switchboard.projector.filter.Field.Kind;
import io.switchboard.projector.filter.Filter.Relation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the JSON of {@code filter_conditions}.
 *
 * <p>{@code {k: v}} is {@code {k: {$eq: v}}}; several operators or several fields in one object all have to hold;
 * {@code null} as an operand means "not set". What a filter may be made of is limited ({@link FilterLimit}), so that no
 * request can make a query arbitrarily dear; an empty object is a condition. The first problem found is the answer. One
 * parser reads one filter; not thread-safe.
 */
public final class FilterParser {

    /** How {@link FilterJson} writes a negation; no request can. */
    static final String NOR = "$nor";

    /** The operators that {@link FilterJson} writes. */
    private static final Set<Operator> WRITTEN = EnumSet.of(Operator.EQ, Operator.IN, Operator.GT, Operator.GTE, Operator.LT,
            Operator.LTE, Operator.EXISTS, Operator.Q, Operator.AUTOCOMPLETE);

    private static final String ROOT = "filter_conditions";
    /** How much of a name a problem repeats: a request's names may be as long as the request. */
    private static final int SHOWN = 80;

    private final FieldTable table;
    private final boolean limited;
    private final FirstProblem problem = new FirstProblem();
    private final FilterBudget budget;
    private final OperandReader operands;

    private FilterParser(FieldTable table, boolean limited) {
        this.table = table;
        this.limited = limited;
        this.budget = new FilterBudget(problem, limited);
        this.operands = new OperandReader(problem, budget, limited);
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
        return problem.found().<ParsedFilter>map(ParsedFilter.Refused::new)
                .orElseGet(() -> new ParsedFilter.Understood(filter));
    }

    private Filter object(JsonNode node, String path, int depth) {
        if (!(node instanceof ObjectNode object)) {
            return refuse(path, "must be an object");
        }
        if (!budget.allows(FilterLimit.LEVELS, depth, path)
                || object.isEmpty() && !budget.spends(FilterLimit.CONDITIONS, 1, path)) {
            return Filter.nothing();
        }
        List<Filter> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            all.add(entry(entry.getKey(), entry.getValue(), path + "." + shown(entry.getKey()), depth));
            if (problem.found().isPresent()) {
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
            if (problem.found().isPresent()) {
                break;
            }
        }
        return parts;
    }

    private Filter field(FieldTable.Entry entry, JsonNode value, String path) {
        int length = entry.field().name().length();
        if (!budget.allows(FilterLimit.TEXT, length, path) || !budget.spends(FilterLimit.ALL_TEXTS, length, path)) {
            return Filter.nothing();
        }
        if (!(value instanceof ObjectNode written)) {
            // Clients write {members: ["john"]} as often as {members: {$in: ["john"]}}.
            Operator implied = entry.field().kind() == Kind.TEXTS && value.isArray() ? Operator.IN : Operator.EQ;
            return condition(entry, implied.symbol(), value, path);
        }
        if (written.isEmpty()) {
            return refuse(path, "names no operator; " + allowed(entry));
        }
        List<Filter> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : written.properties()) {
            all.add(condition(entry, each.getKey(), each.getValue(), path + "." + shown(each.getKey())));
            if (problem.found().isPresent()) {
                break;
            }
        }
        return all.size() == 1 ? all.getFirst() : new Filter.And(all);
    }

    private Filter condition(FieldTable.Entry entry, String written, JsonNode operand, String path) {
        if (!budget.spends(FilterLimit.CONDITIONS, 1, path)) {
            return Filter.nothing();
        }
        // A null operand has become $exists, which a request may not ask of every field.
        return Operator.of(written).filter(limited ? entry.operators()::contains : WRITTEN::contains)
                .map(operator -> condition(entry, operator, operand, path))
                .orElseGet(() -> refuse(path, "operator '" + shown(written) + "' is not supported; " + allowed(entry)));
    }

    private Filter condition(FieldTable.Entry entry, Operator operator, JsonNode operand, String path) {
        Field field = entry.field();
        return switch (operator) {
            case EXISTS -> operand.isBoolean() ? new Filter.Exists(field, operand.booleanValue())
                    : refuse(path, "$exists takes true or false");
            case EQ -> equal(field, operand, path);
            case NE -> new Filter.Not(equal(field, operand, path));
            case IN -> in(entry, operator, operand, path);
            case NIN -> new Filter.Not(in(entry, operator, operand, path));
            case CONTAINS -> contains(field, operand, path);
            case Q -> words(field, operand, false, path);
            case AUTOCOMPLETE -> words(field, operand, true, path);
            case GT -> compare(field, Relation.GT, operand, path);
            case GTE -> compare(field, Relation.GTE, operand, path);
            case LT -> compare(field, Relation.LT, operand, path);
            case LTE -> compare(field, Relation.LTE, operand, path);
        };
    }

    private Filter equal(Field field, JsonNode operand, String path) {
        return operand.isNull() ? new Filter.Exists(field, false) : compare(field, Relation.EQ, operand, path);
    }

    private Filter compare(Field field, Relation relation, JsonNode operand, String path) {
        int outside = OperandReader.outside(field, operand);
        return operands.value(field, operand, path)
                .map(v -> outside == 0 ? new Filter.Compare(field, relation, v) : beyond(field, relation, outside))
                .orElseGet(Filter::nothing);
    }

    /** Every time that is set stands on the same side of such an operand. */
    private static Filter beyond(Field field, Relation relation, int outside) {
        return switch (relation) {
            case EQ -> Filter.nothing();
            case GT, GTE -> outside < 0 ? new Filter.Exists(field, true) : Filter.nothing();
            case LT, LTE -> outside > 0 ? new Filter.Exists(field, true) : Filter.nothing();
        };
    }

    private Filter words(Field field, JsonNode operand, boolean unfinished, String path) {
        return operands.words(operand, unfinished, path).<Filter>map(search -> new Filter.Words(field, search))
                .orElseGet(Filter::nothing);
    }

    private Filter contains(Field field, JsonNode operand, String path) {
        if (operand.isNull() || operand.isArray() && operand.isEmpty()) {
            return refuse(path, "$contains takes a value or a list of at least one");
        }
        if (!operand.isArray()) {
            return compare(field, Relation.EQ, operand, path);
        }
        List<JsonNode> entries = operands.list(Operator.CONTAINS, operand, path)
                .filter(list -> budget.spends(FilterLimit.ALL_WORDS, list.size(), path)).orElse(List.of());
        List<Filter> all = new ArrayList<>();
        for (int i = 0; i < entries.size() && problem.found().isEmpty(); i++) {
            all.add(compare(field, Relation.EQ, entries.get(i), path + "[" + i + "]"));
        }
        return new Filter.And(all);
    }

    private Filter in(FieldTable.Entry entry, Operator operator, JsonNode operand, String path) {
        List<JsonNode> list = operands.list(operator, operand, path).orElse(List.of());
        // Whether a call has members is not asked, so a null among their ids is as wrong as a number.
        boolean nullable = entry.operators().contains(Operator.EQ);
        List<Value> values = new ArrayList<>();
        boolean unset = false;
        for (int i = 0; i < list.size() && problem.found().isEmpty(); i++) {
            if (list.get(i).isNull() && nullable) {
                unset = true;
            } else {
                int outside = OperandReader.outside(entry.field(), list.get(i));
                operands.value(entry.field(), list.get(i), path + "[" + i + "]").filter(v -> outside == 0)
                        .ifPresent(values::add);
            }
        }
        Filter in = new Filter.In(entry.field(), values);
        return unset ? new Filter.Or(List.of(in, new Filter.Exists(entry.field(), false))) : in;
    }

    private static String allowed(FieldTable.Entry entry) {
        return "'" + shown(entry.field().name()) + "' supports "
                + entry.operators().stream().map(Operator::symbol).collect(Collectors.joining(", "));
    }

    private static String shown(String name) {
        return name.codePointCount(0, name.length()) <= SHOWN ? name : name.substring(0, name.offsetByCodePoints(0, SHOWN)) + "…";
    }

    /** Remembers the problem; what it returns is never used. */
    private Filter refuse(String path, String message) {
        problem.refuse(path, message);
        return Filter.nothing();
    }
}
