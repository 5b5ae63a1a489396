package io.switchboard.bench.twin.query;

import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Value;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Filters as conditions on the table {@code calls}, under the name {@code c}. Flags and "is not set" are written out
 * and not given as parameters: a partial index is used only where the statement itself says that it fits.
 */
final class Conditions {

    private static final String TEXTS = "text";
    private static final String NUMBERS = "float8";

    /** The fields that are columns of another name. */
    private static final Map<String, String> COLUMNS = Map.of("created_by_user_id", "created_by",
            "custom.color", "color", "custom.score", "score", "custom.tag", "tag", "custom.label", "label");

    private Conditions() {
    }

    /** @throws IllegalArgumentException when the twin has no column for a field, or the field never has such a value */
    static Sql of(Filter filter) {
        return switch (filter) {
            case Filter.And and -> and.all().isEmpty() ? new Sql().add("true") : all(and.all(), " and ");
            case Filter.Or or -> or.any().isEmpty() ? new Sql().add("false") : all(or.any(), " or ");
            case Filter.Compare compare -> compare(compare);
            case Filter.In in -> in(in);
            case Filter.Exists exists ->
                    new Sql().add(column(exists.field()) + (exists.present() ? " is not null" : " is null"));
            case Filter.Not not -> new Sql().add("(").add(of(not.part())).add(") is not true");
            case Filter.Words words -> throw new IllegalArgumentException("calls are not asked for words");
        };
    }

    /** The column that a sort or filter field reads. */
    static String column(String field) {
        String column = COLUMNS.getOrDefault(field, field);
        if (column.startsWith(Field.CUSTOM_PREFIX)) {
            throw new IllegalArgumentException("the twin has no column for " + field);
        }
        return "c." + column;
    }

    /** A value as JDBC takes it. */
    static Object parameter(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Number number -> number.number();
            case Value.Flag flag -> flag.set();
            case Value.Time time -> time(time);
        };
    }

    private static OffsetDateTime time(Value.Time time) {
        return Instant.EPOCH.plusNanos(time.nanos()).atOffset(ZoneOffset.UTC);
    }

    private static String column(Field field) {
        return column(field.name());
    }

    private static Sql all(List<Filter> parts, String operator) {
        return new Sql().add("(").add(Sql.joined(parts.stream().map(Conditions::of).toList(), operator)).add(")");
    }

    private static Sql compare(Filter.Compare compare) {
        if (compare.operand() instanceof Value.Flag flag) {
            return new Sql().add((flag.set() ? "" : "not ") + column(compare.field()));
        }
        String operator = switch (compare.relation()) {
            case EQ -> " = ?";
            case GT -> " > ?";
            case GTE -> " >= ?";
            case LT -> " < ?";
            case LTE -> " <= ?";
        };
        return new Sql().add(column(compare.field()) + operator, parameter(compare.operand()));
    }

    private static Sql in(Filter.In in) {
        List<Object> values = in.values().stream().map(Conditions::parameter).toList();
        if (in.field().kind() == Field.Kind.TEXTS) {
            return new Sql().add("exists (select 1 from members m where m.cid = c.cid and m.user_id = any(?))",
                    new ListOf(TEXTS, values));
        }
        boolean numbers = !values.isEmpty() && values.getFirst() instanceof Double;
        return new Sql().add(column(in.field()) + " = any(?)", new ListOf(numbers ? NUMBERS : TEXTS, values));
    }

    /** A list operand: one array, so that the statement's text does not depend on its length. */
    record ListOf(String type, List<Object> values) {
    }
}
