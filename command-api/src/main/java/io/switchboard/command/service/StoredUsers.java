package io.switchboard.command.service;

import io.switchboard.command.http.Users;
import io.switchboard.command.user.UserCommand;
import io.switchboard.command.user.UserReply;
import io.switchboard.command.user.UserTable;
import io.switchboard.events.user.User;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The users in the shard of {@code users}. Thread-safe. */
record StoredUsers(DocumentShard<UserCommand, UserReply> shard, InstantSource clock) implements Users {

    @Override
    public Map<String, User> find(Collection<String> ids) {
        Map<String, User> found = present(ids);
        if (found.size() < Set.copyOf(ids).size()) {
            shard.catchUp();
            found = present(ids);
        }
        return found;
    }

    @Override
    public Optional<User> look(String id) {
        return new UserTable(shard.rows()).user(id).map(user -> user.at(clock.instant()));
    }

    @Override
    public UserReply submit(UserCommand command) {
        return shard.submit(command);
    }

    private Map<String, User> present(Collection<String> ids) {
        UserTable table = new UserTable(shard.rows());
        Instant now = clock.instant();
        Map<String, User> found = new HashMap<>();
        ids.forEach(id -> table.user(id).ifPresent(user -> found.put(id, user.at(now))));
        return found;
    }
}
