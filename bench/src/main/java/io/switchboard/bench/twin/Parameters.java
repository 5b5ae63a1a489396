package io.switchboard.bench.twin;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Sets the parameters of a statement one after the other. Not thread-safe. */
public final class Parameters {

    private final PreparedStatement statement;
    private int index;

    public Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    public Parameters text(String value) throws SQLException {
        statement.setString(++index, value);
        return this;
    }

    Parameters text(Optional<String> value) throws SQLException {
        statement.setObject(++index, value.orElse(null), Types.VARCHAR);
        return this;
    }

    public Parameters number(long value) throws SQLException {
        statement.setLong(++index, value);
        return this;
    }

    Parameters flag(boolean value) throws SQLException {
        statement.setBoolean(++index, value);
        return this;
    }

    Parameters bytes(byte[] value) throws SQLException {
        statement.setBytes(++index, value);
        return this;
    }

    Parameters time(Instant value) throws SQLException {
        return time(Optional.of(value));
    }

    Parameters time(Optional<Instant> value) throws SQLException {
        OffsetDateTime time = value.map(v -> v.atOffset(ZoneOffset.UTC)).orElse(null);
        statement.setObject(++index, time, Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }

    public Parameters array(java.sql.Array value) throws SQLException {
        statement.setArray(++index, value);
        return this;
    }

    /** Sets a value of whatever type the driver knows. */
    public Parameters value(Object value) throws SQLException {
        statement.setObject(++index, value);
        return this;
    }
}
