package io.switchboard.bench.twin.query;

import io.switchboard.bench.twin.CallRowReader;
import io.switchboard.bench.twin.Parameters;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallDetails;
import io.switchboard.events.call.Member;
import io.switchboard.events.call.Participant;
import io.switchboard.events.codec.EventJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads pages of calls: one statement for the calls, one for all their members, and one for who is in them when
 * anybody is. Thread-safe. Database errors surface as {@link IllegalStateException}.
 */
@Component
final class CallReader {

    private static final int MEMBERS_PER_CALL = 25;
    private static final String MEMBERS = """
            select cid, user_id, role, custom as member_custom, created_at as joined_at, updated_at as changed_at
            from members where cid = any(?) order by cid, created_at desc, user_id""";
    private static final String PARTICIPANTS = """
            select cid, user_id, user_session_id, role, joined_at
            from participants where cid = any(?) order by cid, user_id, user_session_id""";

    private final DataSource database;

    CallReader(DataSource database) {
        this.database = database;
    }

    /** A call of a page, as it is shown. */
    record Found(CallDetails call, List<Member> members) {
    }

    List<Found> page(PageSql page) {
        try (Connection connection = database.getConnection()) {
            Map<String, ObjectNode> settings = new HashMap<>();
            List<CallCore> cores = cores(connection, page.statement(), settings);
            Map<String, List<Member>> members = members(connection, cores);
            Map<String, List<Participant>> participants = participants(connection,
                    cores.stream().filter(CallCore::ongoing).toList());
            return cores.stream().map(core -> {
                String cid = core.cid().toString();
                return new Found(new CallDetails(core, settings.get(cid), participants.getOrDefault(cid, List.of()),
                        List.of(), List.of()), members.getOrDefault(cid, List.of()));
            }).toList();
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    private static List<CallCore> cores(Connection connection, Sql sql, Map<String, ObjectNode> settings)
            throws SQLException {
        List<CallCore> cores = new ArrayList<>();
        try (PreparedStatement find = connection.prepareStatement(sql.text())) {
            Parameters parameters = new Parameters(find);
            for (Object value : sql.parameters()) {
                parameters.value(value instanceof Conditions.ListOf list
                        ? connection.createArrayOf(list.type(), list.values().toArray()) : value);
            }
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    CallCore core = EventJson.mapper().readValue(row.getString("document"), CallCore.class);
                    settings.put(core.cid().toString(), CallRowReader.tree(row, "settings"));
                    cores.add(core);
                }
            }
        }
        return cores;
    }

    private static Map<String, List<Member>> members(Connection connection, List<CallCore> cores) throws SQLException {
        Map<String, List<Member>> members = byCid(connection, MEMBERS, cores, CallRowReader::member);
        members.replaceAll((cid, all) -> all.subList(0, Math.min(MEMBERS_PER_CALL, all.size())));
        return members;
    }

    private static Map<String, List<Participant>> participants(Connection connection, List<CallCore> ongoing)
            throws SQLException {
        return byCid(connection, PARTICIPANTS, ongoing, row -> new Participant(row.getString("user_session_id"),
                row.getString("user_id"), row.getString("role"), CallRowReader.time(row, "joined_at").orElseThrow()));
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> Map<String, List<T>> byCid(Connection connection, String sql, List<CallCore> of,
                                                  RowReader<T> reader) throws SQLException {
        Map<String, List<T>> rows = new HashMap<>();
        if (of.isEmpty()) {
            return rows;
        }
        try (PreparedStatement find = connection.prepareStatement(sql)) {
            find.setArray(1, connection.createArrayOf("text",
                    of.stream().map(core -> core.cid().toString()).toArray()));
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    rows.computeIfAbsent(row.getString("cid"), cid -> new ArrayList<>()).add(reader.read(row));
                }
            }
        }
        return rows;
    }
}
