package io.switchboard.projector.filter;

import io.switchboard.projector.filter.Field.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which fields an endpoint can filter by and with which operators. The tables of the contract, section 5.
 *
 * @param fields    the named fields, in the order error messages list them
 * @param operators of custom data; none when there is no such data
 */
public record FieldTable(Map<String, Entry> fields, List<Operator> operators) {

    /** One line of a table. */
    public record Entry(Field field, List<Operator> operators) {
    }

    private static final List<Operator> SEVEN = List.of(Operator.EQ, Operator.IN, Operator.GT, Operator.GTE, Operator.LT,
            Operator.LTE, Operator.EXISTS);
    private static final List<Operator> EQUALITY = List.of(Operator.EQ);
    private static final List<Operator> MEMBERSHIP = List.of(Operator.IN);

    /** Calls, for QueryCalls. */
    public static final FieldTable CALLS = new FieldTable(table(
            entry("id", Kind.TEXT, SEVEN),
            entry("cid", Kind.TEXT, SEVEN),
            entry("type", Kind.TEXT, SEVEN),
            entry("team", Kind.TEXT, SEVEN),
            entry("created_by_user_id", Kind.TEXT, SEVEN),
            entry("parent_call_cid", Kind.TEXT, SEVEN),
            entry("created_at", Kind.TIME, SEVEN),
            entry("updated_at", Kind.TIME, SEVEN),
            entry("starts_at", Kind.TIME, SEVEN),
            entry("ended_at", Kind.TIME, SEVEN),
            entry("backstage", Kind.FLAG, EQUALITY),
            entry("ongoing", Kind.FLAG, EQUALITY),
            entry("members", Kind.TEXTS, MEMBERSHIP)),
            with(SEVEN, Operator.CONTAINS, Operator.Q, Operator.AUTOCOMPLETE));

    /** Members of one call, for QueryCallMembers. */
    public static final FieldTable MEMBERS = new FieldTable(table(
            entry("user_id", Kind.TEXT, SEVEN),
            entry("role", Kind.TEXT, SEVEN),
            entry("call_cid", Kind.TEXT, SEVEN),
            entry("created_at", Kind.TIME, SEVEN),
            entry("updated_at", Kind.TIME, SEVEN)), SEVEN);

    /** Users, for QueryUsers. */
    public static final FieldTable USERS = new FieldTable(table(
            entry("id", Kind.TEXT, with(SEVEN, Operator.NE, Operator.NIN, Operator.AUTOCOMPLETE)),
            entry("name", Kind.TEXT, with(SEVEN, Operator.AUTOCOMPLETE)),
            entry("role", Kind.TEXT, SEVEN),
            entry("username", Kind.TEXT, with(SEVEN, Operator.AUTOCOMPLETE)),
            entry("email", Kind.TEXT, SEVEN),
            entry("language", Kind.TEXT, SEVEN),
            entry("created_at", Kind.TIME, SEVEN),
            entry("updated_at", Kind.TIME, SEVEN),
            entry("last_active", Kind.TIME, SEVEN),
            entry("teams", Kind.TEXTS, List.of(Operator.EQ, Operator.IN, Operator.CONTAINS)),
            entry("banned", Kind.FLAG, List.of(Operator.EQ, Operator.NE)),
            entry("shadow_banned", Kind.FLAG, List.of(Operator.EQ, Operator.NE))), with(SEVEN, Operator.CONTAINS));

    /** Bans of users, for QueryBannedUsers. */
    public static final FieldTable BANS = new FieldTable(table(
            entry("user_id", Kind.TEXT, SEVEN),
            entry("banned_by_id", Kind.TEXT, SEVEN),
            entry("reason", Kind.TEXT, with(SEVEN, Operator.AUTOCOMPLETE)),
            entry("created_at", Kind.TIME, SEVEN),
            entry("expires", Kind.TIME, SEVEN)), List.of());

    /** Sessions, for QueryCallStats. */
    public static final FieldTable CALL_STATS = new FieldTable(table(
            entry("call_cid", Kind.TEXT, SEVEN),
            entry("created_at", Kind.TIME, SEVEN),
            entry("first_stats", Kind.TIME, SEVEN),
            entry("min_user_rating", Kind.NUMBER, SEVEN),
            entry("quality_score", Kind.NUMBER, SEVEN)), List.of());

    /** Sessions, for QueryCallSessionStats. */
    public static final FieldTable SESSION_STATS = new FieldTable(table(
            entry("call_cid", Kind.TEXT, SEVEN),
            entry("call_session_id", Kind.TEXT, SEVEN),
            entry("is_active", Kind.FLAG, EQUALITY),
            entry("session_started_at", Kind.TIME, SEVEN),
            entry("session_ended_at", Kind.TIME, SEVEN),
            entry("generated_at", Kind.TIME, SEVEN),
            entry("updated_at", Kind.TIME, SEVEN),
            entry("counts.live_sessions", Kind.NUMBER, SEVEN),
            entry("counts.sessions", Kind.NUMBER, SEVEN),
            entry("counts.participants", Kind.NUMBER, SEVEN),
            entry("counts.peak_concurrent_sessions", Kind.NUMBER, SEVEN),
            entry("counts.peak_concurrent_users", Kind.NUMBER, SEVEN),
            entry("counts.min_user_rating", Kind.NUMBER, SEVEN),
            entry("counts.avg_user_rating", Kind.NUMBER, SEVEN)), List.of());

    /** Feedback on calls, for QueryUserFeedback. */
    public static final FieldTable FEEDBACK = new FieldTable(table(
            entry("call_cid", Kind.TEXT, SEVEN),
            entry("session_id", Kind.TEXT, SEVEN),
            entry("user_id", Kind.TEXT, SEVEN),
            entry("rating", Kind.NUMBER, SEVEN),
            entry("sdk", Kind.TEXT, SEVEN),
            entry("sdk_version", Kind.TEXT, SEVEN),
            entry("created_at", Kind.TIME, SEVEN)), List.of());

    /** The line of this name, named or custom. */
    public Optional<Entry> find(String name) {
        if (!operators.isEmpty() && name.startsWith(Field.CUSTOM_PREFIX) && name.length() > Field.CUSTOM_PREFIX.length()) {
            return Optional.of(new Entry(new Field(name, Kind.CUSTOM), operators));
        }
        return Optional.ofNullable(fields.get(name));
    }

    /** A field of this table, for filters that code builds. */
    public Field field(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no field '" + name + "'")).field();
    }

    /** Every name, for error messages. */
    public String names() {
        return String.join(", ", fields.keySet()) + (operators.isEmpty() ? "" : ", custom.<path>");
    }

    private static List<Operator> with(List<Operator> operators, Operator... more) {
        return Stream.concat(operators.stream(), Stream.of(more)).toList();
    }

    private static Entry entry(String name, Kind kind, List<Operator> operators) {
        return new Entry(new Field(name, kind), operators);
    }

    private static Map<String, Entry> table(Entry... entries) {
        Map<String, Entry> table = new LinkedHashMap<>();
        for (Entry entry : entries) {
            table.put(entry.field().name(), entry);
        }
        return table;
    }
}
