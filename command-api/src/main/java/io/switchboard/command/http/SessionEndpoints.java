package io.switchboard.command.http;

import io.switchboard.command.call.CallCommand;
import io.switchboard.command.call.CallReply;
import io.switchboard.command.media.MediaAccess;
import io.switchboard.command.media.MediaServer;
import io.switchboard.command.user.UserUpsert;
import io.switchboard.events.call.CallSession;
import io.switchboard.events.user.User;
import io.switchboard.wire.auth.Caller;
import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Handler;
import io.switchboard.wire.http.Operation;
import io.switchboard.wire.json.JsonBody;
import io.switchboard.wire.render.CallRenderer;
import io.switchboard.wire.render.CallView;
import io.switchboard.wire.render.SessionRenderer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import tools.jackson.core.JsonGenerator;

/**
 * Coming, going and ringing (contract 1.1). {@code leave} and {@code heartbeat} are extensions: Stream's participants
 * leave through its media servers, of which there are none here (rule 20).
 */
public final class SessionEndpoints implements EndpointGroup {

    private static final String CALL = "/video/call/{type}/{id}";
    private static final int MAX_REASON = 255;
    private static final int MAX_LOCATION = 255;
    private static final int MAX_RUNG = 25;
    private static final int MAX_PARTICIPANTS = 100;
    private static final int DEFAULT_PARTICIPANTS = 25;

    private final CallDesk desk;
    private final MediaServer media;

    public SessionEndpoints(CallDesk desk, MediaServer media) {
        this.desk = desk;
        this.media = media;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                post("/join", Operation.JoinCall, this::join),
                post("/leave", Operation.LeaveCall, request -> nothing(request,
                        new CallCommand.Leave(Texts.printable(request.body(), "user_session_id", MAX_REASON)))),
                post("/heartbeat", Operation.HeartbeatCall, request -> nothing(request,
                        new CallCommand.Heartbeat(Texts.printable(request.body(), "user_session_id", MAX_REASON)))),
                post("/ring", Operation.RingCall, this::ring),
                post("/accept", Operation.AcceptCall, request -> nothing(request, new CallCommand.Accept())),
                post("/reject", Operation.RejectCall, request -> nothing(request, new CallCommand.Reject(
                        Texts.optional(request.body(), "reason", MAX_REASON).filter(r -> !r.isEmpty()).orElse("decline")))),
                post("/participants", Operation.QueryCallParticipants, this::participants),
                new Endpoint(HttpMethod.GET, CALL + "/report", Operation.GetCallReport, Access.SERVER_OR_USER,
                        this::report));
    }

    private static Endpoint post(String path, Operation operation, Handler handler) {
        return new Endpoint(HttpMethod.POST, CALL + path, operation, Access.SERVER_OR_USER, handler);
    }

    private ApiAnswer nothing(ApiRequest request, CallCommand command) {
        return CallDesk.answer(201, desk.done(request, command), (g, style) -> { });
    }

    private ApiAnswer join(ApiRequest request) {
        JsonBody body = request.body();
        CallRequests.required(body, "location", MAX_LOCATION);
        CallRequests.checkUnused(body, List.of("e2ee"), List.of("migrating_from"), List.of("migrating_from_list"));
        int membersLimit = CallEndpoints.membersLimit(body);
        boolean create = body.optionalBoolean("create").orElse(false);
        JsonBody data = body.optionalObject("data").orElseGet(JsonBody::empty);
        CallCommand.NewCall call = CallRequests.newCall(data);
        CallCommand.Signal signal = CallRequests.signal(body);
        CallEndpoints.Created joined = CallEndpoints.create(desk, request, data, call, ready -> new CallCommand.Join(
                create ? Optional.of(call) : Optional.empty(), ready, membersLimit, signal));
        Map<String, User> known = present(request, joined.known());
        return joined(request, joined.done(), desk.view(joined.done(), known));
    }

    /** Who is in a call is a user from then on, also if nobody wrote his document before. */
    private Map<String, User> present(ApiRequest request, Map<String, User> known) {
        if (!(request.caller() instanceof Caller.User user) || known.containsKey(user.id())) {
            return known;
        }
        if (desk.known(List.of(user.id())).isEmpty()) {
            desk.upsert(request, UserUpsert.existing(user.id()));
        }
        return desk.known(List.of(user.id()));
    }

    private ApiAnswer joined(ApiRequest request, CallReply.Done done, CallView view) {
        String userId = ((Caller.User) request.caller()).id();
        String userSessionId = done.shown().userSessionId().orElseThrow();
        MediaAccess access = media.admit(new MediaServer.Guest(done.call().core().cid(), userId, userSessionId,
                view.users().get(userId) == null ? Optional.empty() : view.users().get(userId).name(),
                done.ownCapabilities()), request.now());
        return CallDesk.answer(201, done, (g, style) -> {
            g.writeBooleanProperty("created", done.created());
            CallRenderer.writeCallState(g, style, view);
            g.writeName("membership");
            done.shown().membership().ifPresentOrElse(
                    member -> CallRenderer.writeMember(g, style, member, view.users()), g::writeNull);
            g.writeStringProperty("user_session_id", userSessionId);
            g.writeObjectPropertyStart("stats_options");
            g.writeBooleanProperty("enable_rtc_stats", false);
            g.writeNumberProperty("reporting_interval_ms", 0);
            g.writeEndObject();
            writeCredentials(g, access);
        });
    }

    private static void writeCredentials(JsonGenerator g, MediaAccess access) {
        g.writeObjectPropertyStart("credentials");
        g.writeStringProperty("token", access.token());
        g.writeObjectPropertyStart("server");
        g.writeStringProperty("edge_name", access.edgeName());
        g.writeStringProperty("url", access.url());
        g.writeStringProperty("ws_endpoint", access.wsEndpoint());
        g.writeEndObject();
        g.writeArrayPropertyStart("ice_servers");
        g.writeEndArray();
        g.writeEndObject();
    }

    private ApiAnswer ring(ApiRequest request) {
        List<String> members = CallRequests.userIds(request.body(), "members_ids", MAX_RUNG);
        boolean video = request.body().optionalBoolean("video").orElse(false);
        CallReply.Done done = desk.done(request, new CallCommand.Ring(members, video));
        return CallDesk.answer(201, done, (g, style) -> {
            g.writeArrayPropertyStart("members_ids");
            done.shown().rung().forEach(g::writeString);
            g.writeEndArray();
        });
    }

    private ApiAnswer participants(ApiRequest request) {
        int limit = request.queryInt("limit", 0, MAX_PARTICIPANTS).orElse(DEFAULT_PARTICIPANTS);
        CallReply.Done done = desk.done(request,
                new CallCommand.Participants(ParticipantFilter.users(request.body()), limit));
        CallView view = desk.view(done, Map.of());
        return CallDesk.answer(201, done, (g, style) -> {
            CallRenderer.writeCallState(g, style, view);
            g.writeArrayPropertyStart("participants");
            done.shown().participants().forEach(p -> SessionRenderer.writeParticipant(g, style, p, view.users()));
            g.writeEndArray();
            g.writeNumberProperty("total_participants",
                    done.call().core().currentSession().map(CallSession::participants).orElse(0));
        });
    }

    private ApiAnswer report(ApiRequest request) {
        CallReply.Done done = desk.done(request, new CallCommand.Report(request.query("session_id")));
        CallSession session = done.shown().session().orElseThrow();
        return CallDesk.answer(200, done, (g, style) -> SessionRenderer.writeReport(g, style, session, request.now()));
    }
}
