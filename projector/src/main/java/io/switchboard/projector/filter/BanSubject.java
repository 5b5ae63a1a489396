package io.switchboard.projector.filter;

import io.switchboard.events.user.UserStatus.Ban;
import java.util.stream.Stream;

/**
 * The ban of a user, for {@link FieldTable#BANS}.
 *
 * @param userId who is banned
 */
public record BanSubject(String userId, Ban ban) implements Subject {

    @Override
    public Stream<Value> values(Field field) {
        return switch (field.name()) {
            case "user_id" -> Stream.of(new Value.Text(userId));
            case "banned_by_id" -> ban.by().stream().map(Value.Text::new);
            case "reason" -> ban.reason().stream().map(Value.Text::new);
            case "created_at" -> Stream.of(new Value.Time(ban.createdAt()));
            case "expires" -> ban.expires().stream().map(Value.Time::new);
            default -> throw new IllegalArgumentException("a ban has no field '" + field.name() + "'");
        };
    }
}
