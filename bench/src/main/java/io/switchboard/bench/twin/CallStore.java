package io.switchboard.bench.twin;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.user.User;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls, members and their events in PostgreSQL. Each write is one transaction that holds the event and every row it
 * changes. Thread-safe. Database errors surface as {@link IllegalStateException}.
 */
@Component
final class CallStore {

    private final DataSource database;
    private final JsonMapper json = EventJson.mapper();

    CallStore(DataSource database) {
        this.database = database;
    }

    /** A call as it is read: with its newest members and everybody's user document. */
    record StoredCall(CallCore core, ObjectNode settings, List<Member> members, List<User> users) {
    }

    /** Someone a change names: the user, and his membership, as far as there are such. */
    record Person(String userId, Optional<User> user, Optional<Member> member) {
    }

    /** A call whose row is locked: its history's end, and the people the change names, in its order. */
    record Locked(long seq, String lastHash, List<Person> people) {
    }

    /** What a decided change writes. */
    record Change(long seq, String hash, Instant time, byte[] event, List<Member> upserts, List<String> removed) {
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    List<User> users(List<String> ids) {
        return inSession(connection -> users(connection, ids));
    }

    void putUsers(List<User> users) {
        inSession(connection -> {
            try (PreparedStatement put = connection.prepareStatement(CallSql.PUT_USERS)) {
                put.setArray(1, texts(connection, users.stream().map(User::id).toList()));
                put.setArray(2, texts(connection, users.stream().map(json::writeValueAsString).toList()));
                return put.executeUpdate();
            }
        });
    }

    /** @return false when the call is there already; nothing is written then */
    boolean create(CallCore core, ObjectNode settings, List<Member> members, byte[] event) {
        return inSession(connection -> {
            try (PreparedStatement create = connection.prepareStatement(CallSql.CREATE)) {
                Parameters p = new Parameters(create);
                p.text(core.cid().toString()).text(core.cid().type()).text(core.cid().id()).text(core.createdBy())
                        .text(core.team()).flag(core.backstage()).text(core.custom().toString())
                        .time(core.createdAt()).time(core.updatedAt()).time(core.startsAt())
                        .number(core.seq()).text(core.lastHash());
                p.number(core.seq()).bytes(event);
                p.text(settings.toString());
                putMembers(connection, p, members);
                return exists(create);
            }
        });
    }

    Optional<StoredCall> find(Cid cid, int membersLimit) {
        return inSession(connection -> {
            try (PreparedStatement find = connection.prepareStatement(CallSql.FIND)) {
                new Parameters(find).text(cid.toString());
                try (ResultSet row = find.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    ObjectNode settings = CallRowReader.tree(row, "settings");
                    List<Member> members = newestMembers(connection, cid, membersLimit);
                    CallCore core = CallRowReader.core(row, cid, members.size());
                    List<String> ids = new ArrayList<>(members.stream().map(Member::userId).toList());
                    ids.add(core.createdBy());
                    return Optional.of(new StoredCall(core, settings, members, users(connection, ids)));
                }
            }
        });
    }

    /**
     * Locks the call, lets {@code decide} say what to write, writes it and commits. When {@code decide} throws, nothing
     * is written.
     *
     * @return what {@code decide} made of it; empty when there is no such call
     */
    Optional<Change> change(Cid cid, List<String> named, Function<Locked, Change> decide) {
        return inSession(connection -> {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                Optional<Change> change = lock(connection, cid, named).map(decide);
                if (change.isPresent()) {
                    write(connection, cid, change.get());
                }
                connection.commit();
                committed = true;
                return change;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        });
    }

    private Optional<Locked> lock(Connection connection, Cid cid, List<String> named) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(CallSql.LOCK)) {
            lock.setString(1, cid.toString());
            lock.setArray(2, texts(connection, named));
            try (ResultSet row = lock.executeQuery()) {
                List<Person> people = new ArrayList<>();
                Locked locked = null;
                while (row.next()) {
                    locked = new Locked(row.getLong("seq"), row.getString("last_hash"), people);
                    if (row.getString("wanted") != null) {
                        people.add(CallRowReader.person(row));
                    }
                }
                return Optional.ofNullable(locked);
            }
        }
    }

    private void write(Connection connection, Cid cid, Change change) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(CallSql.CHANGE)) {
            Parameters p = new Parameters(write);
            p.number(change.seq()).text(change.hash()).time(change.time()).text(cid.toString());
            p.text(cid.toString()).number(change.seq()).bytes(change.event());
            p.text(cid.toString()).array(texts(connection, change.removed()));
            p.text(cid.toString());
            putMembers(connection, p, change.upserts());
            write.executeUpdate();
        }
    }

    private void putMembers(Connection connection, Parameters p, List<Member> members) throws SQLException {
        p.array(texts(connection, members.stream().map(Member::userId).toList()))
                .array(texts(connection, members.stream().map(m -> m.role().orElse(null)).toList()))
                .array(texts(connection, members.stream().map(m -> m.custom().toString()).toList()))
                .array(texts(connection, members.stream().map(m -> m.createdAt().toString()).toList()))
                .array(texts(connection, members.stream().map(m -> m.updatedAt().toString()).toList()));
    }

    private List<Member> newestMembers(Connection connection, Cid cid, int limit) throws SQLException {
        try (PreparedStatement newest = connection.prepareStatement(CallSql.NEWEST_MEMBERS)) {
            newest.setString(1, cid.toString());
            newest.setInt(2, limit);
            List<Member> members = new ArrayList<>();
            try (ResultSet row = newest.executeQuery()) {
                while (row.next()) {
                    members.add(CallRowReader.member(row));
                }
            }
            return members;
        }
    }

    private List<User> users(Connection connection, List<String> ids) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(CallSql.USERS)) {
            find.setArray(1, texts(connection, ids));
            List<User> users = new ArrayList<>();
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    users.add(json.readValue(row.getString("document"), User.class));
                }
            }
            return users;
        }
    }

    private static boolean exists(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            return row.next();
        }
    }

    private static java.sql.Array texts(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private <T> T inSession(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL: " + e.getMessage(), e);
        }
    }
}
