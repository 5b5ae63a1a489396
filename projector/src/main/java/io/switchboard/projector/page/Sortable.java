package io.switchboard.projector.page;

import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.events.user.User;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.UserSubject;
import io.switchboard.projector.filter.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What rows of an endpoint can be sorted by.
 *
 * @param fields      the sort fields and how a row answers to each
 * @param custom      how a row answers to a field of custom data; absent where rows have none to sort by
 * @param identity    what tells rows apart; decides ties, ascending, so that every order is total
 * @param usual       the order when none is asked for
 */
public record Sortable<T>(Map<String, Function<T, Optional<Value>>> fields,
                          Optional<BiFunction<T, Field, Optional<Value>>> custom, Function<T, String> identity,
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

    /** Users: by every field that has one value, newest first unless asked otherwise, ties by id. */
    public static final Sortable<User> USERS = new Sortable<>(FieldTable.USERS.fields().values().stream()
            .map(FieldTable.Entry::field).filter(field -> field.kind() != Field.Kind.TEXTS)
            .collect(Collectors.toUnmodifiableMap(Field::name, field -> user -> first(user, field))),
            Optional.of(Sortable::first), User::id, List.of(new SortKey("created_at", true)));

    /** Banned users: the latest ban first unless asked otherwise, ties by user id. */
    public static final Sortable<User> BANS = new Sortable<>(Map.of(
            "created_at", user -> user.standing().ban().map(ban -> new Value.Time(ban.createdAt())),
            "user_id", user -> Optional.of(new Value.Text(user.id()))),
            User::id, List.of(new SortKey("created_at", true)));

    /** Rows that are not sorted by custom data. */
    public Sortable(Map<String, Function<T, Optional<Value>>> fields, Function<T, String> identity,
                    List<SortKey> usual) {
        this(fields, Optional.empty(), identity, usual);
    }

    /** How a row answers to the sort field of this name; empty when there is no such field. */
    public Optional<Function<T, Optional<Value>>> by(String name) {
        if (custom.isPresent() && name.startsWith(Field.CUSTOM_PREFIX) && name.length() > Field.CUSTOM_PREFIX.length()) {
            Field field = new Field(name, Field.Kind.CUSTOM);
            return Optional.of(row -> custom.get().apply(row, field));
        }
        return Optional.ofNullable(fields.get(name));
    }

    /** Every name, sorted, for error messages. */
    public List<String> names() {
        return Stream.concat(fields.keySet().stream().sorted(),
                custom.stream().map(any -> Field.CUSTOM_PREFIX + "<path>")).toList();
    }

    /** A list in custom data sorts by its first entry. */
    private static Optional<Value> first(User user, Field field) {
        return new UserSubject(user).values(field).findFirst();
    }
}
