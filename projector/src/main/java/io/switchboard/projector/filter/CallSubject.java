package io.switchboard.projector.filter;

import io.switchboard.events.call.CallCore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A call, for {@link FieldTable#CALLS}.
 *
 * @param isMember whether this user is a member; asked only when the filter asks
 */
public record CallSubject(CallCore core, Predicate<String> isMember) implements Subject {

    @Override
    public Stream<Value> values(Field field) {
        return switch (field.kind()) {
            case CUSTOM -> CustomData.values(core.custom(), field.path());
            case TEXT -> text(field).map(Value.Text::new).stream().map(Value.class::cast);
            case TIME -> time(field).map(Value.Time::new).stream().map(Value.class::cast);
            case FLAG -> Stream.of(new Value.Flag(flag(field)));
            case NUMBER -> throw unknown(field);
            case TEXTS -> throw new IllegalArgumentException("'" + field.name() + "' is asked by containment only");
        };
    }

    @Override
    public boolean has(Field field) {
        return field.kind() == Field.Kind.CUSTOM
                ? CustomData.has(core.custom(), field.path()) : values(field).findAny().isPresent();
    }

    @Override
    public boolean hasAny(Field field, List<Value> wanted) {
        return field.kind() == Field.Kind.TEXTS
                ? wanted.stream().anyMatch(value -> value instanceof Value.Text user && isMember.test(user.text()))
                : Subject.super.hasAny(field, wanted);
    }

    private Optional<String> text(Field field) {
        return switch (field.name()) {
            case "id" -> Optional.of(core.cid().id());
            case "cid" -> Optional.of(core.cid().toString());
            case "type" -> Optional.of(core.cid().type());
            case "team" -> core.team();
            case "created_by_user_id" -> Optional.of(core.createdBy());
            // Nothing here makes one call the child of another: a field that is never set.
            case "parent_call_cid" -> Optional.empty();
            default -> throw unknown(field);
        };
    }

    private boolean flag(Field field) {
        return switch (field.name()) {
            case "backstage" -> core.backstage();
            case "ongoing" -> core.ongoing();
            default -> throw unknown(field);
        };
    }

    private Optional<Instant> time(Field field) {
        return switch (field.name()) {
            case "created_at" -> Optional.of(core.createdAt());
            case "updated_at" -> Optional.of(core.updatedAt());
            case "starts_at" -> core.startsAt();
            case "ended_at" -> core.endedAt();
            default -> throw unknown(field);
        };
    }

    private static IllegalArgumentException unknown(Field field) {
        return new IllegalArgumentException("a call has no field '" + field.name() + "'");
    }
}
