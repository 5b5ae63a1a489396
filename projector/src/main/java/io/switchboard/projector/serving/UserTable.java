package io.switchboard.projector.serving;

import io.switchboard.events.user.User;
import io.switchboard.events.user.UserCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The users, all of them, in this process. Thread-safe. */
record UserTable(KafkaStreams streams, String store) {

    /**
     * Those of these users who exist, by id.
     *
     * @throws InvalidStateStoreException when the table is not open
     */
    Map<String, User> find(Set<String> ids) {
        ReadOnlyKeyValueStore<String, byte[]> table = open();
        Map<String, User> users = new HashMap<>();
        for (String id : ids) {
            byte[] document = table.get(id);
            if (document != null) {
                users.put(id, UserCodec.decode(document));
            }
        }
        return users;
    }

    private ReadOnlyKeyValueStore<String, byte[]> open() {
        try {
            return streams.store(StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.keyValueStore()));
        } catch (IllegalStateException stopped) {
            throw new InvalidStateStoreException("the table of users is closed", stopped);
        }
    }
}
