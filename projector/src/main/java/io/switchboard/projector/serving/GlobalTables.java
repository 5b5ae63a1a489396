package io.switchboard.projector.serving;

import io.switchboard.events.app.AppSettings;
import io.switchboard.events.app.DecodedAppSettings;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.calltype.DecodedCallTypes;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserCodec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The compacted topics, whole, in this process: users, call types, settings. Every method throws
 * {@link InvalidStateStoreException} when its table is not open. Thread-safe.
 */
final class GlobalTables {

    private final KafkaStreams streams;
    private final Serving.Stores stores;
    private final LongSupplier usersProgress;
    private final InstantSource clock;
    private final DecodedUsers decoded = new DecodedUsers();
    private final DecodedCallTypes callTypes = new DecodedCallTypes();
    private final DecodedAppSettings settings = new DecodedAppSettings();

    /**
     * @param usersProgress grows whenever something of the table of users changes
     * @param clock         tells which bans have expired
     */
    GlobalTables(KafkaStreams streams, Serving.Stores stores, LongSupplier usersProgress, InstantSource clock) {
        this.usersProgress = usersProgress;
        this.streams = streams;
        this.stores = stores;
        this.clock = clock;
    }

    /** Those of these users who exist, by id. */
    Map<String, User> users(Set<String> ids) {
        ReadOnlyKeyValueStore<String, byte[]> table = open(stores.users());
        Instant now = clock.instant();
        Map<String, User> users = new HashMap<>();
        long before = usersProgress.getAsLong();
        ids.forEach(id -> decoded.user(id, before, table::get).ifPresent(user -> users.put(id, user.at(now))));
        return users;
    }

    /** Shows every user there is, one after the other, in no order. */
    void eachUser(Consumer<User> visitor) {
        Instant now = clock.instant();
        try (KeyValueIterator<String, byte[]> all = open(stores.users()).all()) {
            while (all.hasNext()) {
                visitor.accept(UserCodec.decode(all.next().value).at(now));
            }
        }
    }

    /** Every call type that exists, by name. */
    Map<String, CallType> callTypes() {
        Map<String, byte[]> stored = new HashMap<>();
        try (KeyValueIterator<String, byte[]> all = open(stores.callTypes()).all()) {
            all.forEachRemaining(entry -> stored.put(entry.key, entry.value));
        }
        return callTypes.all(stored);
    }

    AppSettings settings() {
        return settings.of(Optional.ofNullable(open(stores.settings()).get(AppSettings.NAME)));
    }

    private ReadOnlyKeyValueStore<String, byte[]> open(String store) {
        try {
            return streams.store(StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.keyValueStore()));
        } catch (IllegalStateException stopped) {
            throw new InvalidStateStoreException("the table of " + store + " is closed", stopped);
        }
    }
}
