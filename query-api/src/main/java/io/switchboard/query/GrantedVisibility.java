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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A user sees the calls he created, those he is a member of, those his token names, and every call of a type that
 * lets his role read calls. With tenants that goes for calls of his teams; of other teams he sees the calls of a type
 * that grants {@code read-call-any-team} to what he is there: to his role, for what he created with {@code -owner}, to
 * members, to the role his token gives him. A role that only he has as a member of the call does not count there: a
 * filter over calls cannot ask for it.
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
            case Viewer.Server server -> Grants.allCapabilities();
            case Viewer.Person unchecked -> Grants.allCapabilities();
        };
    }

    private static Set<Permission> held(Viewer.Person person, CallRow row) {
        List<String> roles = new ArrayList<>(List.of(person.role()));
        row.membership().ifPresent(member -> roles.addAll(Grants.ofMember(member.role())));
        Cid cid = row.core().cid();
        if (person.caller().callCids().contains(cid.toString())) {
            roles.add(Grants.ofToken(person.caller().role()));
        }
        return Grants.held(Optional.ofNullable(person.callTypes().get(cid.type())), roles,
                row.core().createdBy().equals(person.id()),
                Grants.sameTeam(person.app().multiTenant(), person.teams(), row.core().team()), row.sendPermissions());
    }

    /** Calls that are his in some way, or of a type that is open to his role. */
    private static Filter reached(Viewer.Person person) {
        List<Filter> any = new ArrayList<>();
        any.add(asCreator(person));
        any.add(asMember(person));
        if (!person.caller().callCids().isEmpty()) {
            any.add(byToken(person));
        }
        readable(person, person.role(), false, true).ifPresent(any::add);
        return new Filter.Or(any);
    }

    private static Filter ofHisTeams(Viewer.Person person) {
        return person.teams().isEmpty() ? new Filter.Exists(TEAM, false) : new Filter.In(TEAM, texts(person.teams()));
    }

    /** What he is in a call matters here only as far as grants for any team are given to it. */
    private static Filter ofAnyTeam(Viewer.Person person) {
        List<Filter> any = new ArrayList<>();
        readable(person, person.role(), false, false).ifPresent(any::add);
        readable(person, person.role(), true, false)
                .ifPresent(types -> any.add(new Filter.And(List.of(asCreator(person), types))));
        readable(person, Grants.CALL_MEMBER, false, false)
                .ifPresent(types -> any.add(new Filter.And(List.of(asMember(person), types))));
        if (!person.caller().callCids().isEmpty()) {
            readable(person, Grants.ofToken(person.caller().role()), false, false)
                    .ifPresent(types -> any.add(new Filter.And(List.of(byToken(person), types))));
        }
        return new Filter.Or(any);
    }

    private static Filter asCreator(Viewer.Person person) {
        return new Filter.Compare(CREATOR, Relation.EQ, new Value.Text(person.id()));
    }

    private static Filter asMember(Viewer.Person person) {
        return new Filter.In(MEMBERS, texts(List.of(person.id())));
    }

    private static Filter byToken(Viewer.Person person) {
        return new Filter.In(CID, texts(person.caller().callCids()));
    }

    /** Calls of the types whose grants let this role read; empty when there is none. */
    private static Optional<Filter> readable(Viewer.Person person, String role, boolean owner, boolean sameTeam) {
        List<String> types = person.callTypes().values().stream()
                .filter(type -> Grants.resolve(type.grants(), List.of(role), owner, sameTeam)
                        .contains(Permission.READ_CALL))
                .map(CallType::name).sorted().toList();
        return types.isEmpty() ? Optional.empty() : Optional.of(new Filter.In(TYPE, texts(types)));
    }

    private static List<Value> texts(Collection<String> texts) {
        return texts.stream().<Value>map(Value.Text::new).toList();
    }
}
