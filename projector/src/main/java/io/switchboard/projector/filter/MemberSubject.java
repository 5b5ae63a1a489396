package io.switchboard.projector.filter;

import io.switchboard.events.Cid;
import io.switchboard.events.call.Member;
import java.util.stream.Stream;

/** A member of a call, for {@link FieldTable#MEMBERS}. */
public record MemberSubject(Cid cid, Member member) implements Subject {

    @Override
    public Stream<Value> values(Field field) {
        if (field.kind() == Field.Kind.CUSTOM) {
            return CustomData.values(member.custom(), field.path());
        }
        return switch (field.name()) {
            case "user_id" -> Stream.of(new Value.Text(member.userId()));
            case "call_cid" -> Stream.of(new Value.Text(cid.toString()));
            case "role" -> member.role().stream().map(Value.Text::new);
            case "created_at" -> Stream.of(new Value.Time(member.createdAt()));
            case "updated_at" -> Stream.of(new Value.Time(member.updatedAt()));
            default -> throw new IllegalArgumentException("a member has no field '" + field.name() + "'");
        };
    }

    @Override
    public boolean has(Field field) {
        return field.kind() == Field.Kind.CUSTOM
                ? CustomData.has(member.custom(), field.path()) : values(field).findAny().isPresent();
    }
}
