package io.switchboard.command.http;

import io.switchboard.command.call.AppRules;
import io.switchboard.command.call.CallCommand;
import io.switchboard.command.call.CallReply;
import io.switchboard.command.call.CallRequest;
import io.switchboard.command.call.Person;
import io.switchboard.command.call.Principal;
import io.switchboard.command.request.RequestId;
import io.switchboard.command.user.UserCommand;
import io.switchboard.command.user.UserUpsert;
import io.switchboard.command.user.UserReply;
import io.switchboard.events.Cid;
import io.switchboard.events.call.CallDetails;
import io.switchboard.events.call.Member;
import io.switchboard.events.call.Participant;
import io.switchboard.events.calltype.Grants;
import io.switchboard.events.user.User;
import io.switchboard.wire.auth.Caller;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.json.Ids;
import io.switchboard.wire.render.CallView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What all operations on a call have in common: gather what the decision may know besides the call, hand the command
 * to the call's writer, and show what came of it. Thread-safe.
 */
public final class CallDesk {

    private final Calls calls;
    private final Users users;
    private final CallTypes types;
    private final AppDirectory app;

    public CallDesk(Calls calls, Users users, CallTypes types, AppDirectory app) {
        this.calls = calls;
        this.users = users;
        this.types = types;
        this.app = app;
    }

    static Cid cid(ApiRequest request) {
        return new Cid(Ids.callType(request.path("type")), Ids.callId(request.path("id")));
    }

    /** Those of the users whom a command names that exist and are not deleted. */
    Map<String, User> known(Collection<String> named) {
        Map<String, User> known = new HashMap<>(users.find(named));
        known.values().removeIf(User::deleted);
        return known;
    }

    /** For a command that names no users. */
    CallReply.Done done(ApiRequest request, CallCommand command) {
        return done(request, command, Set.of());
    }

    /** For a command that names these users. */
    CallReply.Done done(ApiRequest request, CallCommand command, Collection<String> named) {
        return done(submit(request, command, named, known(named)));
    }

    static CallReply.Done done(CallReply reply) {
        return switch (reply) {
            case CallReply.Done done -> done;
            case CallReply.Refused refused -> throw new ApiException(refused.error());
            case CallReply.CreatorNeeded needed -> throw new IllegalStateException(
                    "user '" + needed.userId() + "' was written and is still asked for");
        };
    }

    /**
     * @param named whom the command names
     * @param known those of them that exist
     */
    CallReply submit(ApiRequest request, CallCommand command, Collection<String> named, Map<String, User> known) {
        Cid cid = cid(request);
        RequestId id = Requests.id(request);
        Optional<Long> version = request.header("If-Match").flatMap(EntityTag::version);
        Map<String, User> found = new HashMap<>(known);
        Principal principal = principal(request, cid, found);
        Set<String> lookedUp = new HashSet<>(named);
        Instant now = Requests.now(request);
        Person.Directory people = userId -> (lookedUp.contains(userId) || found.containsKey(userId)
                ? Optional.ofNullable(found.get(userId)) : users.look(userId)).map(user -> person(user, now));
        return calls.submit(new CallRequest(command, new CallCommand.Context(cid, principal, now,
                types.find(cid.type()), AppRules.of(app.look()), people, version, freshIds(principal, id)), id));
    }

    /** Makes a user be as given, as a step of this request. */
    void upsert(ApiRequest request, UserUpsert user) {
        RequestId id = Requests.derived(request, "creator:" + user.id());
        UserReply reply = users.submit(new UserCommand(List.of(user),
                Requests.actor(request), id, Requests.now(request)));
        if (reply instanceof UserReply.Refused refused) {
            throw new ApiException(refused.error());
        }
    }

    /** @param known users looked up already */
    CallView view(CallReply.Done done, Map<String, User> known) {
        CallDetails call = done.call();
        Set<String> missing = new HashSet<>();
        missing.add(call.core().createdBy());
        done.members().stream().map(Member::userId).forEach(missing::add);
        call.participants().stream().map(Participant::userId).forEach(missing::add);
        done.shown().participants().stream().map(Participant::userId).forEach(missing::add);
        done.shown().membership().map(Member::userId).ifPresent(missing::add);
        missing.removeAll(known.keySet());
        Map<String, User> shown = new HashMap<>(known);
        shown.putAll(users.find(missing));
        return new CallView(call, done.members(), shown, done.ownCapabilities());
    }

    /** Every answer about a call tells its version, for {@code If-Match}. */
    static ApiAnswer answer(int status, CallReply.Done done, ApiAnswer.BodyWriter body) {
        return new ApiAnswer(status, body, Map.of("ETag", EntityTag.of(done.call().core().seq())));
    }

    private static Person person(User user, Instant now) {
        return new Person(user.id(), user.role(), user.teams(), user.active(), user.ban(now).isPresent(),
                user.blockedUserIds());
    }

    private Principal principal(ApiRequest request, Cid cid, Map<String, User> found) {
        return switch (request.caller()) {
            case Caller.Server server -> new Principal.Server();
            case Caller.User user -> new Principal.User(user.id(), roles(user, cid, found));
        };
    }

    /** A call token makes its bearer a member of the calls it names, or gives him its role there (contract 3.1). */
    private List<String> roles(Caller.User user, Cid cid, Map<String, User> found) {
        found.putAll(users.find(List.of(user.id())));
        List<String> roles = new ArrayList<>();
        roles.add(Optional.ofNullable(found.get(user.id())).map(User::role).orElse(User.DEFAULT_ROLE));
        if (user.callCids().contains(cid.toString())) {
            roles.add(Grants.ofToken(user.role()));
        }
        return roles;
    }

    /**
     * The same for a retry of the same request, so that it begins nothing new; others for another request under the
     * same id, which may be a mere trace id.
     */
    private static CallCommand.FreshIds freshIds(Principal principal, RequestId id) {
        String request = principal.actor() + "|" + id.ref().id() + "|" + id.ref().hash();
        return new CallCommand.FreshIds(uuid(request + "|session"), uuid(request + "|participant"));
    }

    private static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
