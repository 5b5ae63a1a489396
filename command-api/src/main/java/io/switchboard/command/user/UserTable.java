package io.switchboard.command.user;

import io.switchboard.command.document.DocumentTable;
import io.switchboard.events.table.Rows;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserCodec;
import java.util.Optional;

/** The users as rows: {@code 'u' id → document}. As thread-safe as the rows it stands on. */
public final class UserTable {

    static final byte TABLE = 'u';

    private final DocumentTable documents;

    public UserTable(Rows rows) {
        this(new DocumentTable(rows, TABLE));
    }

    UserTable(DocumentTable documents) {
        this.documents = documents;
    }

    public Optional<User> user(String id) {
        return documents.document(id).map(UserCodec::decode);
    }
}
