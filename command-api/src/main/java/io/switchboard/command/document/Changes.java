package io.switchboard.command.document;

import io.switchboard.wire.error.ApiError;
import java.util.List;

/** What a command on documents comes to. */
public sealed interface Changes {

    /** These documents are to be as given, all or none; nothing to write when they already are. */
    record Written(List<Document> documents) implements Changes {
    }

    /** It cannot be. */
    record Refused(ApiError error) implements Changes {
    }

    /** A whole document, encoded, under its name. */
    record Document(String name, byte[] value) {
    }
}
