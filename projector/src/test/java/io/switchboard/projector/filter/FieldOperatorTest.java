package io.switchboard.projector.filter;

import static io.switchboard.projector.filter.Filters.refused;
import static io.switchboard.projector.filter.Filters.understood;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.projector.filter.Field.Kind;
import io.switchboard.projector.filter.Filter.Relation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator against every field, by tables written down here once more from the client documentation. */
class FieldOperatorTest {

    private static final String COMPARING = "$eq $in $gt $gte $lt $lte $exists";
    private static final List<String> OPERATORS = List.of("$eq", "$in", "$gt", "$gte", "$lt", "$lte", "$exists", "$ne",
            "$nin", "$q", "$autocomplete", "$contains", "$not", "$nor", "$and", "$or", "$where", "$regex", "eq", "$EQ", "$",
            "", "$eq ", "\uff04eq");

    /** One line of the documentation. */
    private record Line(FieldTable table, String field, Kind kind, String supports) {
    }

    private static final List<Line> DOCUMENTED = List.of(
            new Line(FieldTable.CALLS, "id", Kind.TEXT, COMPARING),
            new Line(FieldTable.CALLS, "cid", Kind.TEXT, COMPARING),
            new Line(FieldTable.CALLS, "team", Kind.TEXT, COMPARING),
            new Line(FieldTable.CALLS, "type", Kind.TEXT, COMPARING),
            new Line(FieldTable.CALLS, "created_by_user_id", Kind.TEXT, COMPARING),
            new Line(FieldTable.CALLS, "parent_call_cid", Kind.TEXT, COMPARING),
            new Line(FieldTable.CALLS, "created_at", Kind.TIME, COMPARING),
            new Line(FieldTable.CALLS, "updated_at", Kind.TIME, COMPARING),
            new Line(FieldTable.CALLS, "ended_at", Kind.TIME, COMPARING),
            new Line(FieldTable.CALLS, "starts_at", Kind.TIME, COMPARING),
            new Line(FieldTable.CALLS, "backstage", Kind.FLAG, "$eq"),
            new Line(FieldTable.CALLS, "members", Kind.TEXTS, "$in"),
            new Line(FieldTable.CALLS, "ongoing", Kind.FLAG, "$eq"),
            new Line(FieldTable.CALLS, "custom.color", Kind.CUSTOM, COMPARING + " $contains $q $autocomplete"),
            new Line(FieldTable.MEMBERS, "user_id", Kind.TEXT, COMPARING),
            new Line(FieldTable.MEMBERS, "role", Kind.TEXT, COMPARING),
            new Line(FieldTable.MEMBERS, "call_cid", Kind.TEXT, COMPARING),
            new Line(FieldTable.MEMBERS, "created_at", Kind.TIME, COMPARING),
            new Line(FieldTable.MEMBERS, "updated_at", Kind.TIME, COMPARING),
            new Line(FieldTable.MEMBERS, "custom.color", Kind.CUSTOM, COMPARING),
            new Line(FieldTable.USERS, "id", Kind.TEXT, COMPARING + " $ne $nin $autocomplete"),
            new Line(FieldTable.USERS, "name", Kind.TEXT, COMPARING + " $autocomplete"),
            new Line(FieldTable.USERS, "role", Kind.TEXT, COMPARING),
            new Line(FieldTable.USERS, "username", Kind.TEXT, COMPARING + " $autocomplete"),
            new Line(FieldTable.USERS, "email", Kind.TEXT, COMPARING),
            new Line(FieldTable.USERS, "language", Kind.TEXT, COMPARING),
            new Line(FieldTable.USERS, "created_at", Kind.TIME, COMPARING),
            new Line(FieldTable.USERS, "updated_at", Kind.TIME, COMPARING),
            new Line(FieldTable.USERS, "last_active", Kind.TIME, COMPARING),
            new Line(FieldTable.USERS, "teams", Kind.TEXTS, "$eq $in $contains"),
            new Line(FieldTable.USERS, "banned", Kind.FLAG, "$eq $ne"),
            new Line(FieldTable.USERS, "shadow_banned", Kind.FLAG, "$eq $ne"),
            new Line(FieldTable.USERS, "custom.color", Kind.CUSTOM, COMPARING + " $contains"),
            new Line(FieldTable.CALL_STATS, "call_cid", Kind.TEXT, COMPARING),
            new Line(FieldTable.CALL_STATS, "created_at", Kind.TIME, COMPARING),
            new Line(FieldTable.CALL_STATS, "first_stats", Kind.TIME, COMPARING),
            new Line(FieldTable.CALL_STATS, "min_user_rating", Kind.NUMBER, COMPARING),
            new Line(FieldTable.CALL_STATS, "quality_score", Kind.NUMBER, COMPARING),
            new Line(FieldTable.SESSION_STATS, "call_cid", Kind.TEXT, COMPARING),
            new Line(FieldTable.SESSION_STATS, "call_session_id", Kind.TEXT, COMPARING),
            new Line(FieldTable.SESSION_STATS, "is_active", Kind.FLAG, "$eq"),
            new Line(FieldTable.SESSION_STATS, "session_started_at", Kind.TIME, COMPARING),
            new Line(FieldTable.SESSION_STATS, "session_ended_at", Kind.TIME, COMPARING),
            new Line(FieldTable.SESSION_STATS, "generated_at", Kind.TIME, COMPARING),
            new Line(FieldTable.SESSION_STATS, "updated_at", Kind.TIME, COMPARING),
            new Line(FieldTable.SESSION_STATS, "counts.live_sessions", Kind.NUMBER, COMPARING),
            new Line(FieldTable.SESSION_STATS, "counts.sessions", Kind.NUMBER, COMPARING),
            new Line(FieldTable.SESSION_STATS, "counts.participants", Kind.NUMBER, COMPARING),
            new Line(FieldTable.SESSION_STATS, "counts.peak_concurrent_sessions", Kind.NUMBER, COMPARING),
            new Line(FieldTable.SESSION_STATS, "counts.peak_concurrent_users", Kind.NUMBER, COMPARING),
            new Line(FieldTable.SESSION_STATS, "counts.min_user_rating", Kind.NUMBER, COMPARING),
            new Line(FieldTable.SESSION_STATS, "counts.avg_user_rating", Kind.NUMBER, COMPARING),
            new Line(FieldTable.FEEDBACK, "call_cid", Kind.TEXT, COMPARING),
            new Line(FieldTable.FEEDBACK, "session_id", Kind.TEXT, COMPARING),
            new Line(FieldTable.FEEDBACK, "user_id", Kind.TEXT, COMPARING),
            new Line(FieldTable.FEEDBACK, "rating", Kind.NUMBER, COMPARING),
            new Line(FieldTable.FEEDBACK, "sdk", Kind.TEXT, COMPARING),
            new Line(FieldTable.FEEDBACK, "sdk_version", Kind.TEXT, COMPARING),
            new Line(FieldTable.FEEDBACK, "created_at", Kind.TIME, COMPARING));

    /** One operator at one field. */
    private record Use(Line line, String operator) {
        boolean isSupported() {
            return List.of(line.supports.split(" ")).contains(operator);
        }

        String path() {
            return "filter_conditions." + line.field + "." + operator;
        }

        @Override
        public String toString() {
            return line.field + " " + operator;
        }
    }

    private static List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        DOCUMENTED.forEach(line -> OPERATORS.forEach(operator -> uses.add(new Use(line, operator))));
        return uses;
    }

    static Stream<Use> supported() {
        return uses().stream().filter(Use::isSupported);
    }

    static Stream<Use> unsupported() {
        return uses().stream().filter(use -> !use.isSupported());
    }

    @ParameterizedTest
    @MethodSource("supported")
    void isReadWhereItIsDocumented(Use use) {
        Field field = new Field(use.line.field, use.line.kind);
        Filter read = understood(use.line.table, "{'%s':{'%s':%s}}".formatted(use.line.field, use.operator, switch (use.operator) {
            case "$in", "$nin" -> "[" + operand(use.line.kind) + "]";
            case "$exists" -> "true";
            default -> operand(use.line.kind);
        }));

        assertThat(read).isEqualTo(switch (use.operator) {
            case "$eq", "$contains" -> new Filter.Compare(field, Relation.EQ, value(use.line.kind));
            case "$gt" -> new Filter.Compare(field, Relation.GT, value(use.line.kind));
            case "$gte" -> new Filter.Compare(field, Relation.GTE, value(use.line.kind));
            case "$lt" -> new Filter.Compare(field, Relation.LT, value(use.line.kind));
            case "$lte" -> new Filter.Compare(field, Relation.LTE, value(use.line.kind));
            case "$q" -> new Filter.Words(field, new WordSearch(new Value.Text("red"), false));
            case "$autocomplete" -> new Filter.Words(field, new WordSearch(new Value.Text("red"), true));
            case "$in" -> new Filter.In(field, List.of(value(use.line.kind)));
            case "$nin" -> new Filter.Not(new Filter.In(field, List.of(value(use.line.kind))));
            case "$ne" -> new Filter.Not(new Filter.Compare(field, Relation.EQ, value(use.line.kind)));
            default -> new Filter.Exists(field, true);
        });
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void isRefusedElsewhereAndTheTextNamesFieldOperatorAndWhatIsAllowed(Use use) {
        FilterProblem problem = refused(use.line.table, "{'%s':{'%s':%s}}"
                .formatted(use.line.field, use.operator, operand(use.line.kind)));

        assertThat(problem.path()).isEqualTo(use.path());
        assertThat(problem.message()).startsWith("operator '" + use.operator + "' is not supported; '" + use.line.field
                + "' supports ");
        assertThat(problem.message().substring(problem.message().indexOf("supports ") + 9).split(", "))
                .containsExactlyInAnyOrder(use.line.supports.split(" "));
    }

    @Test
    void noFieldIsOfferedThatIsNotDocumented() {
        List.of(FieldTable.CALLS, FieldTable.MEMBERS, FieldTable.USERS, FieldTable.CALL_STATS, FieldTable.SESSION_STATS, FieldTable.FEEDBACK)
                .forEach(table -> assertThat(table.fields().keySet()).containsExactlyInAnyOrderElementsOf(named(table)));
    }

    private static List<String> named(FieldTable table) {
        return DOCUMENTED.stream().filter(line -> line.table == table && line.kind != Kind.CUSTOM).map(Line::field).toList();
    }

    private static String operand(Kind kind) {
        return switch (kind) {
            case TEXT, TEXTS, CUSTOM -> "'red'";
            case TIME -> "'2021-01-15T09:30:20.45Z'";
            case FLAG -> "true";
            case NUMBER -> "4.5";
        };
    }

    private static Value value(Kind kind) {
        return switch (kind) {
            case TEXT, TEXTS, CUSTOM -> new Value.Text("red");
            case TIME -> new Value.Time(Instant.ofEpochSecond(1_610_703_020L, 450_000_000));
            case FLAG -> new Value.Flag(true);
            case NUMBER -> new Value.Number(4.5);
        };
    }
}
