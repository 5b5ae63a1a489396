package io.switchboard.command.http;

import io.switchboard.command.call.CallCommand;
import io.switchboard.command.call.CallMachine;
import io.switchboard.command.call.CallReply;
import io.switchboard.command.call.CallRequest;
import io.switchboard.command.call.Principal;
import io.switchboard.command.request.RequestId;
import io.switchboard.command.user.UserCommand;
import io.switchboard.command.user.UserCommand.UserUpsert;
import io.switchboard.command.user.UserDecider;
import io.switchboard.command.user.UserReply;
import io.switchboard.events.Cid;
import io.switchboard.events.call.Member;
import io.switchboard.events.calltype.BuiltInCallTypes;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.calltype.Grants;
import io.switchboard.events.user.User;
import io.switchboard.wire.auth.Caller;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Operation;
import io.switchboard.wire.json.Ids;
import io.switchboard.wire.json.JsonBody;
import io.switchboard.wire.render.CallRenderer;
import io.switchboard.wire.render.CallView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * The operations on one call (contract 1.1): read the request, look up the users it names, hand the command to the
 * call's writer, show what came of it.
 */
public final class CallEndpoints implements EndpointGroup {

    private static final String CALL = "/video/call/{type}/{id}";

    private final Calls calls;
    private final Users users;

    public CallEndpoints(Calls calls, Users users) {
        this.calls = calls;
        this.users = users;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.POST, CALL, Operation.GetOrCreateCall, Access.SERVER_OR_USER, this::getOrCreate),
                new Endpoint(HttpMethod.GET, CALL, Operation.GetCall, Access.SERVER_OR_USER, this::get),
                new Endpoint(HttpMethod.PATCH, CALL, Operation.UpdateCall, Access.SERVER_OR_USER, this::update),
                new Endpoint(HttpMethod.POST, CALL + "/members", Operation.UpdateCallMembers, Access.SERVER_OR_USER,
                        this::updateMembers),
                new Endpoint(HttpMethod.POST, CALL + "/mark_ended", Operation.EndCall, Access.SERVER_OR_USER,
                        this::end));
    }

    private ApiAnswer getOrCreate(ApiRequest request) {
        JsonBody body = request.body();
        body.optionalBoolean("ring");
        body.optionalBoolean("notify");
        body.optionalBoolean("video");
        int membersLimit = body.optionalInt("members_limit", 0, CallRequests.MAX_MEMBERS)
                .orElse(CallMachine.DEFAULT_MEMBERS);
        JsonBody data = body.optionalObject("data").orElseGet(JsonBody::empty);
        CallCommand.NewCall call = CallRequests.newCall(data);
        UserUpsert creator = CallRequests.creator(data).or(() -> self(request)).orElseGet(() -> UserUpsert.existing(""));
        Set<String> named = new HashSet<>();
        call.members().forEach(member -> named.add(member.userId()));
        named.add(creator.id());
        Map<String, User> known = users.find(named);
        boolean creatorReady = creator.bare() && known.containsKey(creator.id());
        CallReply reply = submit(request, new CallCommand.GetOrCreate(call, creatorReady, membersLimit), known.keySet());
        if (reply instanceof CallReply.CreatorNeeded needed) {
            upsertCreator(request, creator);
            known = users.find(named);
            reply = submit(request, new CallCommand.GetOrCreate(call, true, membersLimit), known.keySet());
        }
        CallReply.Done done = done(reply);
        CallView view = view(done, known);
        return answer(201, done, (g, style) -> {
            g.writeBooleanProperty("created", done.created());
            CallRenderer.writeCallState(g, style, view);
        });
    }

    private ApiAnswer get(ApiRequest request) {
        request.queryBool("ring");
        request.queryBool("notify");
        request.queryBool("video");
        int membersLimit = request.queryInt("members_limit", 0, CallRequests.MAX_MEMBERS)
                .orElse(CallMachine.DEFAULT_MEMBERS);
        CallReply.Done done = done(submit(request, new CallCommand.Get(membersLimit), Set.of()));
        return answer(200, done, (g, style) -> CallRenderer.writeCallState(g, style, view(done, Map.of())));
    }

    private ApiAnswer update(ApiRequest request) {
        CallReply.Done done = done(submit(request, CallRequests.update(request.body()), Set.of()));
        return answer(200, done, (g, style) -> CallRenderer.writeCallState(g, style, view(done, Map.of())));
    }

    private ApiAnswer updateMembers(ApiRequest request) {
        CallCommand.UpdateMembers command = CallRequests.updateMembers(request.body());
        Map<String, User> known =
                users.find(command.upserts().stream().map(CallCommand.MemberUpsert::userId).toList());
        CallReply.Done done = done(submit(request, command, known.keySet()));
        return answer(201, done, (g, style) -> {
            g.writeName("members");
            CallRenderer.writeMembers(g, style, done.members(), known);
        });
    }

    private ApiAnswer end(ApiRequest request) {
        return answer(201, done(submit(request, new CallCommand.End(), Set.of())), (g, style) -> { });
    }

    private CallReply submit(ApiRequest request, CallCommand command, Set<String> knownUsers) {
        Cid cid = cid(request);
        Optional<CallType> type = Optional.ofNullable(BuiltInCallTypes.byName().get(cid.type()));
        Optional<Long> version = request.header("If-Match").flatMap(EntityTag::version);
        return calls.submit(new CallRequest(command,
                new CallCommand.Context(cid, principal(request, cid), Requests.now(request), type, Set.copyOf(knownUsers), version),
                Requests.id(request)));
    }

    private static Cid cid(ApiRequest request) {
        return new Cid(Ids.callType(request.path("type")), Ids.callId(request.path("id")));
    }

    /** The caller's own user, when a user creates a call: he becomes known by it. */
    private static Optional<UserUpsert> self(ApiRequest request) {
        return request.caller() instanceof Caller.User user
                ? Optional.of(UserUpsert.existing(user.id())) : Optional.empty();
    }

    private void upsertCreator(ApiRequest request, UserUpsert creator) {
        RequestId id = Requests.derived(request, "creator:" + creator.id());
        UserReply reply = users.submit(new UserCommand(List.of(creator),
                Requests.actor(request), id, Requests.now(request)));
        if (reply instanceof UserReply.Refused refused) {
            throw new ApiException(refused.error());
        }
    }

    private Principal principal(ApiRequest request, Cid cid) {
        return switch (request.caller()) {
            case Caller.Server server -> new Principal.Server();
            case Caller.User user -> new Principal.User(user.id(), roles(user, cid));
        };
    }

    /** A call token makes its bearer a member of the calls it names, or gives him its role there (contract 3.1). */
    private List<String> roles(Caller.User user, Cid cid) {
        List<String> roles = new ArrayList<>();
        roles.add(Optional.ofNullable(users.find(List.of(user.id())).get(user.id())).map(User::role)
                .orElse(UserDecider.DEFAULT_ROLE));
        if (user.callCids().contains(cid.toString())) {
            roles.add(user.role().orElse(Grants.CALL_MEMBER));
        }
        return roles;
    }

    private static CallReply.Done done(CallReply reply) {
        return switch (reply) {
            case CallReply.Done done -> done;
            case CallReply.Refused refused -> throw new ApiException(refused.error());
            case CallReply.CreatorNeeded needed -> throw new IllegalStateException(
                    "user '" + needed.userId() + "' was written and is still asked for");
        };
    }

    /** @param known users looked up already */
    private CallView view(CallReply.Done done, Map<String, User> known) {
        Set<String> missing = new HashSet<>();
        missing.add(done.core().createdBy());
        done.members().stream().map(Member::userId).forEach(missing::add);
        missing.removeAll(known.keySet());
        Map<String, User> shown = new HashMap<>(known);
        shown.putAll(users.find(missing));
        return new CallView(done.core(), done.settings(), done.members(), shown, done.ownCapabilities());
    }

    /** Every answer about a call tells its version, for {@code If-Match}. */
    private static ApiAnswer answer(int status, CallReply.Done done, ApiAnswer.BodyWriter body) {
        return new ApiAnswer(status, body, Map.of("ETag", EntityTag.of(done.core().seq())));
    }
}
