package io.switchboard.bench.dataset;

import io.switchboard.bench.dataset.TableText.Table;
import io.switchboard.bench.postgres.PostgresCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Fills the twin's tables with COPY, a session per table, and makes the indexes at the end. One thread. */
final class TableWriter implements AutoCloseable {

    private static final String TABLES = "/query-tables.sql";
    private static final String INDEXES = "/query-indexes.sql";

    private final PostgresCluster cluster;
    private final String database;
    private final Map<Table, Connection> sessions = new EnumMap<>(Table.class);
    private final Map<Table, CopyIn> copies = new EnumMap<>(Table.class);

    /** Makes the database and its tables. */
    TableWriter(PostgresCluster cluster, String database) {
        this.cluster = cluster;
        this.database = database;
        cluster.replaceDatabase(database);
        script(TABLES);
    }

    void write(Map<Table, byte[]> rows) {
        try {
            for (Map.Entry<Table, byte[]> entry : rows.entrySet()) {
                copy(entry.getKey()).writeToCopy(entry.getValue(), 0, entry.getValue().length);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused rows: " + e.getMessage(), e);
        }
    }

    /** Commits the rows, then makes indexes and statistics. */
    void finish() {
        try {
            for (CopyIn copy : copies.values()) {
                copy.endCopy();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused rows: " + e.getMessage(), e);
        }
        script(INDEXES);
    }

    @Override
    public void close() throws SQLException {
        for (Connection session : sessions.values()) {
            session.close();
        }
    }

    private CopyIn copy(Table table) throws SQLException {
        CopyIn known = copies.get(table);
        if (known == null) {
            Connection session = cluster.connect(database);
            sessions.put(table, session);
            known = session.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copy());
            copies.put(table, known);
        }
        return known;
    }

    /** Statement by statement, because VACUUM refuses to run among others. */
    private void script(String resource) {
        try (InputStream in = TableWriter.class.getResourceAsStream(resource);
                Connection session = cluster.connect(database); Statement statement = session.createStatement()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            for (String sql : text.split(";")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused " + resource + ": " + e.getMessage(), e);
        }
    }
}
