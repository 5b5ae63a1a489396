package io.switchboard.command.user;

import io.switchboard.events.table.Rows;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The users as rows: {@code 'u' id → document}. As thread-safe as the rows it stands on. */
public final class UserTable {

    private static final byte TABLE = 'u';

    private final Rows rows;

    public UserTable(Rows rows) {
        this.rows = rows;
    }

    public Optional<User> user(String id) {
        return rows.get(key(id)).map(UserCodec::decode);
    }

    void put(String id, byte[] document) {
        rows.put(key(id), document);
    }

    private static byte[] key(String id) {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + name.length).put(TABLE).put(name).array();
    }
}
