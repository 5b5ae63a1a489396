package io.switchboard.command.http;

import io.switchboard.command.call.CallCommand;
import io.switchboard.command.call.CallReply;
import io.switchboard.command.task.Receipts;
import io.switchboard.command.user.UserUpsert;
import io.switchboard.events.user.User;
import io.switchboard.wire.auth.Caller;
import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Operation;
import io.switchboard.wire.json.JsonBody;
import io.switchboard.wire.render.CallRenderer;
import io.switchboard.wire.render.CallView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;

/** The operations on a call itself and its members (contract 1.1). */
public final class CallEndpoints implements EndpointGroup {

    private static final String CALL = "/video/call/{type}/{id}";
    private static final int DEFAULT_MEMBERS = 25;

    private final CallDesk desk;
    private final Receipts receipts;

    public CallEndpoints(CallDesk desk, Receipts receipts) {
        this.desk = desk;
        this.receipts = receipts;
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
                        this::end),
                new Endpoint(HttpMethod.POST, CALL + "/delete", Operation.DeleteCall, Access.SERVER_OR_USER,
                        this::delete),
                new Endpoint(HttpMethod.POST, CALL + "/go_live", Operation.GoLive, Access.SERVER_OR_USER,
                        this::goLive),
                new Endpoint(HttpMethod.POST, CALL + "/stop_live", Operation.StopLive, Access.SERVER_OR_USER,
                        this::stopLive));
    }

    private ApiAnswer getOrCreate(ApiRequest request) {
        JsonBody body = request.body();
        int membersLimit = membersLimit(body);
        JsonBody data = body.optionalObject("data").orElseGet(JsonBody::empty);
        CallCommand.NewCall call = CallRequests.newCall(data);
        CallCommand.Signal signal = CallRequests.signal(body);
        Created created = create(desk, request, data, call,
                ready -> new CallCommand.GetOrCreate(call, ready, membersLimit, signal));
        CallView view = desk.view(created.done(), created.known());
        return CallDesk.answer(201, created.done(), (g, style) -> {
            g.writeBooleanProperty("created", created.done().created());
            CallRenderer.writeCallState(g, style, view);
        });
    }

    static int membersLimit(JsonBody body) {
        return body.optionalInt("members_limit", 0, CallRequests.MAX_MEMBERS).orElse(DEFAULT_MEMBERS);
    }

    /** What became of a command that may create a call, and the users it names. */
    record Created(CallReply.Done done, Map<String, User> known) {
    }

    /** A command that may create a call, given whether its creator is ready. */
    @FunctionalInterface
    interface Creating {
        CallCommand command(boolean creatorReady);
    }

    /** Runs it, and once more with its creator written if that turns out to be what it needs. */
    static Created create(CallDesk desk, ApiRequest request, JsonBody data, CallCommand.NewCall call, Creating creating) {
        UserUpsert creator = CallRequests.creator(data).or(() -> self(request)).orElseGet(() -> UserUpsert.existing(""));
        Set<String> named = new HashSet<>();
        call.members().forEach(member -> named.add(member.userId()));
        named.add(creator.id());
        Map<String, User> known = desk.known(named);
        boolean ready = creator.bare() && known.containsKey(creator.id());
        CallReply reply = desk.submit(request, creating.command(ready), named, known);
        if (reply instanceof CallReply.CreatorNeeded) {
            desk.upsert(request, creator);
            known = desk.known(named);
            reply = desk.submit(request, creating.command(true), named, known);
        }
        return new Created(CallDesk.done(reply), known);
    }

    /** The caller's own user, when a user creates a call: he becomes known by it. */
    private static Optional<UserUpsert> self(ApiRequest request) {
        return request.caller() instanceof Caller.User user
                ? Optional.of(UserUpsert.existing(user.id())) : Optional.empty();
    }

    private ApiAnswer get(ApiRequest request) {
        CallCommand.Signal signal = CallRequests.signal(request);
        int membersLimit = request.queryInt("members_limit", 0, CallRequests.MAX_MEMBERS).orElse(DEFAULT_MEMBERS);
        return state(200, desk.done(request, new CallCommand.Get(membersLimit, signal)));
    }

    private ApiAnswer update(ApiRequest request) {
        return state(200, desk.done(request, CallRequests.update(request.body())));
    }

    private ApiAnswer state(int status, CallReply.Done done) {
        CallView view = desk.view(done, Map.of());
        return CallDesk.answer(status, done, (g, style) -> CallRenderer.writeCallState(g, style, view));
    }

    private ApiAnswer updateMembers(ApiRequest request) {
        CallCommand.UpdateMembers command = CallRequests.updateMembers(request.body());
        List<String> named = command.upserts().stream().map(CallCommand.MemberUpsert::userId).toList();
        Map<String, User> known = desk.known(named);
        CallReply.Done done = CallDesk.done(desk.submit(request, command, named, known));
        return CallDesk.answer(201, done, (g, style) -> {
            g.writeName("members");
            CallRenderer.writeMembers(g, style, done.members(), known);
        });
    }

    private ApiAnswer end(ApiRequest request) {
        return CallDesk.answer(201, desk.done(request, new CallCommand.End()), (g, style) -> { });
    }

    private ApiAnswer goLive(ApiRequest request) {
        CallRequests.checkUnused(request.body(), List.of("start_hls", "start_recording", "start_transcription",
                "start_closed_caption", "start_composite_recording", "start_individual_recording", "start_raw_recording"),
                List.of("recording_storage_name", "transcription_storage_name"), List.of());
        return changed(request, new CallCommand.GoLive());
    }

    private ApiAnswer stopLive(ApiRequest request) {
        CallRequests.checkUnused(request.body(), List.of("continue_hls", "continue_recording", "continue_transcription",
                "continue_closed_caption", "continue_composite_recording", "continue_individual_recording",
                "continue_raw_recording", "continue_rtmp_broadcasts"), List.of(), List.of());
        return changed(request, new CallCommand.StopLive());
    }

    private ApiAnswer changed(ApiRequest request, CallCommand command) {
        return call(desk.done(request, command), Optional.empty());
    }

    private ApiAnswer delete(ApiRequest request) {
        boolean hard = request.body().optionalBoolean("hard").orElse(false);
        CallReply.Done done = desk.done(request, new CallCommand.Delete(hard));
        return call(done, hard
                ? Optional.of(receipts.issue(List.of(done.call().core().cid().toString()), Requests.now(request)))
                : Optional.empty());
    }

    private ApiAnswer call(CallReply.Done done, Optional<String> taskId) {
        CallView view = desk.view(done, Map.of());
        return CallDesk.answer(201, done, (g, style) -> {
            g.writeName("call");
            CallRenderer.writeCall(g, style, view);
            taskId.ifPresent(id -> g.writeStringProperty("task_id", id));
        });
    }
}
