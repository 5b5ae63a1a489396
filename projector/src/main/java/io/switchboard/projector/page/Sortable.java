package io.switchboard.projector.page;

import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.events.user.User;
import io.switchboard.projector.filter.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What rows of an endpoint can be sorted by.
 *
 * @param fields      the sort fields and how a row answers to each
 * @param identity    what tells rows apart; decides ties, ascending, so that every order is total
 * @param usual       the order when none is asked for
 */
public record Sortable<T>(Map<String, Function<T, Optional<Value>>> fields, Function<T, String> identity,
                          List<SortKey> usual) {

    /** Calls: the contract's sort fields, ties by cid. */
    public static final Sortable<CallCore> CALLS = new Sortable<>(Map.of(
            "starts_at", core -> core.startsAt().map(Value.Time::new),
            "created_at", core -> Optional.of(new Value.Time(core.createdAt())),
            "updated_at", core -> Optional.of(new Value.Time(core.updatedAt())),
            "ended_at", core -> core.endedAt().map(Value.Time::new),
            "type", core -> Optional.of(new Value.Text(core.cid().type())),
            "id", core -> Optional.of(new Value.Text(core.cid().id())),
            "cid", core -> Optional.of(new Value.Text(core.cid().toString()))),
            core -> core.cid().toString(), List.of(new SortKey("created_at", true)));

    /** Members: newest first unless asked otherwise, ties by user id. */
    public static final Sortable<Member> MEMBERS = new Sortable<>(Map.of(
            "created_at", member -> Optional.of(new Value.Time(member.createdAt())),
            "user_id", member -> Optional.of(new Value.Text(member.userId()))),
            Member::userId, List.of(new SortKey("created_at", true)));

    /** Users: newest first unless asked otherwise, ties by id. */
    public static final Sortable<User> USERS = new Sortable<>(Map.of(
            "id", user -> Optional.of(new Value.Text(user.id())),
            "name", user -> user.name().map(Value.Text::new),
            "role", user -> Optional.of(new Value.Text(user.role())),
            "language", user -> Optional.of(new Value.Text(user.language())),
            "created_at", user -> Optional.of(new Value.Time(user.createdAt())),
            "updated_at", user -> Optional.of(new Value.Time(user.updatedAt())),
            "last_active", user -> Optional.empty()),
            User::id, List.of(new SortKey("created_at", true)));

    /** Banned users: the latest ban first unless asked otherwise, ties by user id. */
    public static final Sortable<User> BANS = new Sortable<>(Map.of(
            "created_at", user -> user.standing().ban().map(ban -> new Value.Time(ban.createdAt())),
            "user_id", user -> Optional.of(new Value.Text(user.id()))),
            User::id, List.of(new SortKey("created_at", true)));
}
