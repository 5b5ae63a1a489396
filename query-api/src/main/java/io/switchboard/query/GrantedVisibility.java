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
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A user sees the calls he created, those he is a member of, those his token names, and every call of a type that
 * lets his role read calls. With tenants that goes for calls of his teams; of other teams he sees the calls of a type
 * that grants his role {@code read-call-any-team}, and as a member those of a type that grants it to members.
 */
public final class GrantedVisibility implements Visibility {

    private static final Field CREATOR = FieldTable.CALLS.field("created_by_user_id");
    private static final Field MEMBERS = FieldTable.CALLS.field("members");
    private static final Field CID = FieldTable.CALLS.field("cid");
    private static final Field TYPE = FieldTable.CALLS.field("type");
    private static final Field TEAM = FieldTable.CALLS.field("team");

    @Override
    public Filter visible(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Server server -> Filter.everything();
            case Viewer.Person person when person.app().permissionChecksDisabled() -> Filter.everything();
            case Viewer.Person person when person.app().multiTenant() -> new Filter.Or(List.of(
                    new Filter.And(List.of(ofHisTeams(person), reached(person))), ofAnyTeam(person)));
            case Viewer.Person person -> reached(person);
        };
    }

    @Override
    public List<String> capabilities(Viewer viewer, CallRow row) {
        return switch (viewer) {
            case Viewer.Person person when !person.app().permissionChecksDisabled() ->
                    Grants.capabilities(held(person, row));
            case Viewer.Server server -> Grants.capabilities(EnumSet.allOf(Permission.class));
            case Viewer.Person unchecked -> Grants.capabilities(EnumSet.allOf(Permission.class));
        };
    }

    private static Set<Permission> held(Viewer.Person person, CallRow row) {
        List<String> roles = new ArrayList<>(List.of(person.role()));
        row.membership().ifPresent(member -> {
            member.role().ifPresent(roles::add);
            roles.add(Grants.CALL_MEMBER);
        });
        Cid cid = row.core().cid();
        if (person.caller().callCids().contains(cid.toString())) {
            roles.add(person.caller().role().orElse(Grants.CALL_MEMBER));
        }
        Map<String, List<String>> grants = Optional.ofNullable(person.callTypes().get(cid.type()))
                .map(CallType::grants).orElse(Map.of());
        Set<Permission> held = Grants.resolve(grants, roles, row.core().createdBy().equals(person.id()),
                Grants.sameTeam(person.app().multiTenant(), person.teams(), row.core().team()));
        row.sendPermissions().ifPresent(own -> {
            own.granted().forEach(name -> Permission.bySpelling(name).ifPresent(held::add));
            own.revoked().forEach(name -> Permission.bySpelling(name).ifPresent(held::remove));
        });
        return held;
    }

    /** Calls that are his in some way, or of a type that is open to his role. */
    private static Filter reached(Viewer.Person person) {
        List<Filter> any = new ArrayList<>();
        any.add(new Filter.Compare(CREATOR, Relation.EQ, new Value.Text(person.id())));
        any.add(asMember(person));
        if (!person.caller().callCids().isEmpty()) {
            any.add(new Filter.In(CID, texts(person.caller().callCids())));
        }
        readable(person, List.of(person.role()), true).ifPresent(any::add);
        return new Filter.Or(any);
    }

    private static Filter ofHisTeams(Viewer.Person person) {
        return person.teams().isEmpty() ? new Filter.Exists(TEAM, false) : new Filter.In(TEAM, texts(person.teams()));
    }

    private static Filter ofAnyTeam(Viewer.Person person) {
        List<Filter> any = new ArrayList<>();
        readable(person, List.of(person.role()), false).ifPresent(any::add);
        readable(person, List.of(Grants.CALL_MEMBER), false)
                .ifPresent(types -> any.add(new Filter.And(List.of(asMember(person), types))));
        return new Filter.Or(any);
    }

    private static Filter asMember(Viewer.Person person) {
        return new Filter.In(MEMBERS, texts(List.of(person.id())));
    }

    /** Calls of the types whose grants let these roles read; empty when there is none. */
    private static Optional<Filter> readable(Viewer.Person person, List<String> roles, boolean sameTeam) {
        List<String> types = person.callTypes().values().stream()
                .filter(type -> Grants.resolve(type.grants(), roles, false, sameTeam).contains(Permission.READ_CALL))
                .map(CallType::name).sorted().toList();
        return types.isEmpty() ? Optional.empty() : Optional.of(new Filter.In(TYPE, texts(types)));
    }

    private static List<Value> texts(Collection<String> texts) {
        return texts.stream().<Value>map(Value.Text::new).toList();
    }
}
