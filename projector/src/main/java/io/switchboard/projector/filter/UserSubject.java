package io.switchboard.projector.filter;

import io.switchboard.events.user.User;
import io.switchboard.events.user.UserStatus.Ban;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user, for {@link FieldTable#USERS}. {@code username} and {@code email} are custom data of these names, as
 * applications keep them; {@code last_active} is never set, since nothing here watches users.
 */
public record UserSubject(User user) implements Subject {

    @Override
    public Stream<Value> values(Field field) {
        if (field.kind() == Field.Kind.CUSTOM) {
            return CustomData.values(user.custom(), field.path());
        }
        return switch (field.name()) {
            case "id" -> Stream.of(new Value.Text(user.id()));
            case "name" -> user.name().stream().map(Value.Text::new);
            case "role" -> Stream.of(new Value.Text(user.role()));
            case "username", "email" -> CustomData.values(user.custom(), field.name());
            case "language" -> Optional.of(user.language()).filter(text -> !text.isEmpty()).stream().map(Value.Text::new);
            case "created_at" -> Stream.of(new Value.Time(user.createdAt()));
            case "updated_at" -> Stream.of(new Value.Time(user.updatedAt()));
            case "last_active" -> Stream.of();
            case "teams" -> user.teams().stream().map(Value.Text::new);
            case "banned" -> Stream.of(new Value.Flag(ban().filter(ban -> !ban.shadow()).isPresent()));
            case "shadow_banned" -> Stream.of(new Value.Flag(ban().filter(Ban::shadow).isPresent()));
            default -> throw new IllegalArgumentException("a user has no field '" + field.name() + "'");
        };
    }

    @Override
    public boolean has(Field field) {
        return field.kind() == Field.Kind.CUSTOM
                ? CustomData.has(user.custom(), field.path()) : values(field).findAny().isPresent();
    }

    private Optional<Ban> ban() {
        return user.standing().ban();
    }
}
