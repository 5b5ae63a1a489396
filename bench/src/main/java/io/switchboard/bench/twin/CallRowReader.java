package io.switchboard.bench.twin;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.user.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Rows of the twin's tables as the values they stand for. */
public final class CallRowReader {

    private CallRowReader() {
    }

    static CallCore core(ResultSet row, Cid cid, int members) throws SQLException {
        return new CallCore(cid, row.getLong("seq"), row.getString("last_hash"), row.getString("created_by"),
                time(row, "created_at").orElseThrow(), time(row, "updated_at").orElseThrow(), time(row, "starts_at"),
                time(row, "ended_at"), tree(row, "custom"), Optional.ofNullable(row.getString("team")),
                row.getBoolean("backstage"), Optional.empty(), members);
    }

    /** The member in the columns {@code user_id}, {@code role}, {@code member_custom}, {@code joined_at}, {@code changed_at}. */
    public static Member member(ResultSet row) throws SQLException {
        return new Member(row.getString("user_id"), Optional.ofNullable(row.getString("role")),
                tree(row, "member_custom"), time(row, "joined_at").orElseThrow(), time(row, "changed_at").orElseThrow());
    }

    static CallStore.Person person(ResultSet row) throws SQLException {
        Optional<User> user = Optional.ofNullable(row.getString("document"))
                .map(document -> EventJson.mapper().readValue(document, User.class));
        Optional<Member> member = row.getString("user_id") == null ? Optional.empty() : Optional.of(member(row));
        return new CallStore.Person(row.getString("wanted"), user, member);
    }

    /** A column that holds a JSON object. */
    public static ObjectNode tree(ResultSet row, String column) throws SQLException {
        return (ObjectNode) EventJson.mapper().readTree(row.getString(column));
    }

    /** A point in time, where the column is set. */
    public static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
