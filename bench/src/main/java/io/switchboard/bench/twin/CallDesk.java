package io.switchboard.bench.twin;

import io.switchboard.bench.twin.CallRequests.CallData;
import io.switchboard.bench.twin.CallRequests.MemberRequest;
import io.switchboard.bench.twin.CallRequests.UpdateMembers;
import io.switchboard.bench.twin.CallStore.Change;
import io.switchboard.bench.twin.CallStore.Locked;
import io.switchboard.bench.twin.CallStore.Person;
import io.switchboard.bench.twin.CallStore.StoredCall;
import io.switchboard.events.Actor;
import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.MemberData;
import io.switchboard.events.Cid;
import io.switchboard.events.EventEnvelope;
import io.switchboard.events.RequestRef;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.events.call.Settings;
import io.switchboard.events.calltype.BuiltInCallTypes;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.codec.HashChain;
import io.switchboard.events.user.User;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules of the two commands: what is refused, which event an accepted one makes, which rows that changes. The
 * same rules as Switchboard's, for the part of them that the benchmark's requests touch. Thread-safe.
 */
@Component
final class CallDesk {

    private static final int MAX_MEMBERS = 100;

    private final CallStore store;
    private final EventCodec codec;

    CallDesk(CallStore store, EventCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    /** A call and whether this request made it. */
    record CreateResult(StoredCall call, boolean created) {
    }

    CreateResult getOrCreate(Cid cid, CallData data, RequestRef request) {
        CallType type = Optional.ofNullable(BuiltInCallTypes.byName().get(cid.type())).orElseThrow(() ->
                Problem.notFound(cid.type() + ": call type does not exist"));
        String creator = data.createdById().orElseThrow(() -> Problem.input("either data.created_by or "
                + "data.created_by_id must be provided when using server side auth."));
        List<String> named = names(data.members());
        List<User> users = knownUsers(named, creator);
        Instant now = now();
        ObjectNode settings = data.settingsOverride().map(o -> Settings.merge(type.settings(), o))
                .orElse(type.settings());
        boolean backstage = settings.path("backstage").path("enabled").asBoolean(false);
        ObjectNode custom = data.custom().orElseGet(() -> EventJson.mapper().createObjectNode());
        List<MemberData> members = data.members().stream().map(m -> memberData(m, Optional.empty())).toList();
        CallEvent event = new CallEvent.CallCreated(creator, data.team(), data.startsAt(), custom, settings, members,
                backstage, data.video(), data.channelCid());
        byte[] bytes = codec.encode(envelope(cid, 1, now, request, HashChain.ROOT, event));
        CallCore core = new CallCore(cid, 1, HashChain.hash(bytes), creator, now, now, data.startsAt(),
                Optional.empty(), custom, data.team(), backstage, data.channelCid(), members.size());
        List<Member> rows = members.stream().map(m -> new Member(m.userId(), m.role(), m.custom(), now, now)).toList();
        if (store.create(core, settings, rows, bytes)) {
            List<Member> ordered = rows.stream().sorted(Comparator.comparing(Member::userId)).toList();
            return new CreateResult(new StoredCall(core, settings, ordered, users), true);
        }
        return new CreateResult(store.find(cid, MAX_MEMBERS).orElseThrow(), false);
    }

    /** @return the upserted members, in request order, and their users */
    StoredMembers updateMembers(Cid cid, UpdateMembers body, RequestRef request) {
        List<String> upserted = names(body.updateMembers());
        List<String> named = new ArrayList<>(upserted);
        named.addAll(body.removeMembers());
        if (new HashSet<>(named).size() != named.size()) {
            throw Problem.input("a user is named twice");
        }
        List<User> users = new ArrayList<>();
        Change change = store.change(cid, named, locked -> {
            people(locked, upserted).forEach(person -> users.add(person.user().orElseThrow()));
            return decide(cid, body, request, locked);
        }).orElseThrow(() -> Problem.notFound("Can't find call with id " + cid));
        return new StoredMembers(change.upserts(), users);
    }

    /** Members with the users they are. */
    record StoredMembers(List<Member> members, List<User> users) {
    }

    private Change decide(Cid cid, UpdateMembers body, RequestRef request, Locked locked) {
        Instant now = now();
        List<MemberData> added = new ArrayList<>();
        List<MemberData> updated = new ArrayList<>();
        List<Member> rows = new ArrayList<>();
        List<Person> people = people(locked, names(body.updateMembers()));
        for (int i = 0; i < people.size(); i++) {
            Optional<Member> before = people.get(i).member();
            MemberData data = memberData(body.updateMembers().get(i), before);
            (before.isPresent() ? updated : added).add(data);
            rows.add(new Member(data.userId(), data.role(), data.custom(), before.map(Member::createdAt).orElse(now),
                    now));
        }
        List<String> removed = locked.people().subList(people.size(), locked.people().size()).stream()
                .filter(p -> p.member().isPresent()).map(Person::userId).toList();
        byte[] bytes = codec.encode(envelope(cid, locked.seq() + 1, now, request, locked.lastHash(),
                new CallEvent.MembersUpdated(added, updated, removed)));
        return new Change(locked.seq() + 1, HashChain.hash(bytes), now, bytes, rows, removed);
    }

    private static List<Person> people(Locked locked, List<String> upserted) {
        List<Person> people = locked.people().subList(0, upserted.size());
        List<String> strangers = people.stream().filter(p -> p.user().isEmpty()).map(Person::userId).toList();
        if (!strangers.isEmpty()) {
            throw Problem.input("the provided users " + strangers + " don't exist");
        }
        return people;
    }

    private List<User> knownUsers(List<String> named, String creator) {
        List<String> asked = new ArrayList<>(named);
        asked.add(creator);
        List<User> users = new ArrayList<>(store.users(asked));
        List<String> known = users.stream().map(User::id).toList();
        List<String> strangers = named.stream().filter(id -> !known.contains(id)).toList();
        if (!strangers.isEmpty()) {
            throw Problem.input("The following users are involved in call create operation, but don't exist: "
                    + strangers + ". Please create the user objects before setting up the call.");
        }
        if (!known.contains(creator)) {
            User fresh = TwinUsers.fresh(creator, now());
            store.putUsers(List.of(fresh));
            users.add(fresh);
        }
        return users;
    }

    private static List<String> names(List<MemberRequest> members) {
        if (members.size() > MAX_MEMBERS) {
            throw Problem.input("more than " + MAX_MEMBERS + " members");
        }
        return members.stream().map(m -> Optional.ofNullable(m.userId()).filter(id -> !id.isEmpty())
                .orElseThrow(() -> Problem.input("user_id is missing"))).toList();
    }

    private static MemberData memberData(MemberRequest request, Optional<Member> before) {
        return new MemberData(request.userId(), request.role().or(() -> before.flatMap(Member::role)),
                request.custom().or(() -> before.map(Member::custom))
                        .orElseGet(() -> EventJson.mapper().createObjectNode()));
    }

    private static EventEnvelope envelope(Cid cid, long seq, Instant now, RequestRef request, String prevHash,
                                          CallEvent event) {
        return new EventEnvelope(UUID.randomUUID().toString(), cid, seq, now, new Actor.Server(), request, prevHash,
                event);
    }

    /** PostgreSQL keeps microseconds; what is answered must be what is read back. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
