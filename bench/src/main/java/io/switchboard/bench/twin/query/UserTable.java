package io.switchboard.bench.twin.query;

import io.switchboard.events.codec.EventJson;
import io.switchboard.events.user.User;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Every user, decoded, in memory: read once, when somebody is first asked for. Thread-safe. */
@Component
final class UserTable {

    private final DataSource database;
    private volatile Map<String, User> users = Map.of();

    UserTable(DataSource database) {
        this.database = database;
    }

    Map<String, User> all() {
        Map<String, User> known = users;
        return known.isEmpty() ? load() : known;
    }

    private synchronized Map<String, User> load() {
        if (users.isEmpty()) {
            Map<String, User> loaded = new HashMap<>();
            try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select document from users")) {
                while (row.next()) {
                    User user = EventJson.mapper().readValue(row.getString(1), User.class);
                    loaded.put(user.id(), user);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("PostgreSQL: " + e.getMessage(), e);
            }
            users = loaded;
        }
        return users;
    }
}
