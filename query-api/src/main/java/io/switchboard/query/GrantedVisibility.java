package io.switchboard.query;

import io.switchboard.events.Cid;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.calltype.Grants;
import io.switchboard.events.calltype.Permission;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Filter.Relation;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.query.CallRow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A user sees the calls he created, those he is a member of, those his token names, and every call of a type that
 * lets his role read calls.
 */
public final class GrantedVisibility implements Visibility {

    private static final Field CREATOR = FieldTable.CALLS.field("created_by_user_id");
    private static final Field MEMBERS = FieldTable.CALLS.field("members");
    private static final Field CID = FieldTable.CALLS.field("cid");
    private static final Field TYPE = FieldTable.CALLS.field("type");

    private final Supplier<Map<String, CallType>> types;

    /** @param types the call types now, by name */
    public GrantedVisibility(Supplier<Map<String, CallType>> types) {
        this.types = types;
    }

    @Override
    public Filter visible(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Server server -> Filter.everything();
            case Viewer.Person person -> {
                List<Filter> any = new ArrayList<>();
                any.add(new Filter.Compare(CREATOR, Relation.EQ, new Value.Text(person.id())));
                any.add(new Filter.In(MEMBERS, texts(List.of(person.id()))));
                if (!person.callCids().isEmpty()) {
                    any.add(new Filter.In(CID, texts(person.callCids())));
                }
                List<String> readable = readableTypes(person.role());
                if (!readable.isEmpty()) {
                    any.add(new Filter.In(TYPE, texts(readable)));
                }
                yield new Filter.Or(any);
            }
        };
    }

    @Override
    public List<String> capabilities(Viewer viewer, CallRow row) {
        return switch (viewer) {
            case Viewer.Server server -> Grants.capabilities(EnumSet.allOf(Permission.class));
            case Viewer.Person person -> {
                List<String> roles = new ArrayList<>(List.of(person.role()));
                row.membership().ifPresent(member -> {
                    member.role().ifPresent(roles::add);
                    roles.add(Grants.CALL_MEMBER);
                });
                Cid cid = row.core().cid();
                if (person.callCids().contains(cid.toString())) {
                    roles.add(person.tokenRole().orElse(Grants.CALL_MEMBER));
                }
                Set<Permission> held = Grants.resolve(grants(cid.type()), roles,
                        row.core().createdBy().equals(person.id()), true);
                row.sendPermissions().ifPresent(own -> {
                    own.granted().forEach(name -> Permission.bySpelling(name).ifPresent(held::add));
                    own.revoked().forEach(name -> Permission.bySpelling(name).ifPresent(held::remove));
                });
                yield Grants.capabilities(held);
            }
        };
    }

    private List<String> readableTypes(String role) {
        return types.get().values().stream()
                .filter(type -> Grants.resolve(type.grants(), List.of(role), false, true).contains(Permission.READ_CALL))
                .map(CallType::name).sorted().toList();
    }

    private Map<String, List<String>> grants(String type) {
        return Optional.ofNullable(types.get().get(type)).map(CallType::grants).orElse(Map.of());
    }

    private static List<Value> texts(List<String> texts) {
        return texts.stream().<Value>map(Value.Text::new).toList();
    }
}
