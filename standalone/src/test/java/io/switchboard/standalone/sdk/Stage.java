package io.switchboard.standalone.sdk;

import io.getstream.exceptions.StreamException;
import io.getstream.models.CallRequest;
import io.getstream.models.CallResponse;
import io.getstream.models.CallStateResponseFields;
import io.getstream.models.FullUserResponse;
import io.getstream.models.GetOrCreateCallRequest;
import io.getstream.models.GetOrCreateCallResponse;
import io.getstream.models.MemberRequest;
import io.getstream.models.MemberResponse;
import io.getstream.models.QueryCallParticipantsRequest;
import io.getstream.models.QueryCallParticipantsResponse;
import io.getstream.models.QueryCallsRequest;
import io.getstream.models.SortParamRequest;
import io.getstream.models.UpdateUsersRequest;
import io.getstream.models.UserRequest;
import io.getstream.services.Call;
import io.getstream.services.framework.StreamSDKClient;
import io.switchboard.events.CallEvent;
import io.switchboard.events.codec.EventCodec;
import java.io.IOException;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import okhttp3.Request;
import okhttp3.Response;

/**
 * One test's part of the shared server: an SDK client, and ids that no other test uses. {@code "john"} here is
 * {@code "john-3f2a9c1e"} on the wire.
 */
final class Stage {

    private static final EventCodec CODEC = EventCodec.standard();

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final RunningSwitchboard switchboard;
    private final StreamSDKClient sdk;

    Stage(RunningSwitchboard switchboard) {
        this.switchboard = switchboard;
        this.sdk = JavaSdk.connect(switchboard);
    }

    StreamSDKClient sdk() {
        return sdk;
    }

    String id(String name) {
        return name + "-" + suffix;
    }

    List<String> ids(String... names) {
        return Arrays.stream(names).map(this::id).toList();
    }

    String cid(String type, String name) {
        return type + ":" + id(name);
    }

    Call call(String type, String name) {
        return new Call(type, id(name), sdk.video());
    }

    /** Where the call is, for requests without the SDK. */
    String path(String type, String name) {
        return "/video/call/" + type + "/" + id(name);
    }

    /** The app in the hands of a user, with a token that the SDK makes for him. */
    UserApp app(String name) {
        return new UserApp(switchboard, sdk.tokenBuilder().createToken(id(name)));
    }

    /** What has happened to the call so far, as the log has it. */
    List<CallEvent> history(String type, String name) {
        return CallLog.read(switchboard.kafka()).getOrDefault(cid(type, name), List.of()).stream()
                .map(record -> CODEC.decode(record.value()).envelope().event()).toList();
    }

    /** Those events of the call's history that are of this type. */
    <E extends CallEvent> List<E> history(String type, String name, Class<E> event) {
        return history(type, name).stream().filter(event::isInstance).map(event::cast).toList();
    }

    MemberRequest member(String name) {
        return MemberRequest.builder().userID(id(name)).build();
    }

    MemberRequest member(String name, String role) {
        return MemberRequest.builder().userID(id(name)).role(role).build();
    }

    Map<String, FullUserResponse> upsert(UserRequest... users) throws StreamException {
        Map<String, UserRequest> byId = Arrays.stream(users).collect(Collectors.toMap(UserRequest::getId, u -> u));
        return sdk.updateUsers(UpdateUsersRequest.builder().users(byId).build()).execute().getData().getUsers();
    }

    void users(String... names) throws StreamException {
        upsert(ids(names).stream().map(id -> UserRequest.builder().id(id).build()).toArray(UserRequest[]::new));
    }

    /** The start of every create request here: the creator is this stage's {@code host}. */
    CallRequest.CallRequestBuilder byHost() {
        return CallRequest.builder().createdByID(id("host"));
    }

    GetOrCreateCallResponse create(Call call, CallRequest.CallRequestBuilder data) throws StreamException {
        return call.getOrCreate(GetOrCreateCallRequest.builder().data(data.build()).build()).getData();
    }

    CallResponse create(String type, String name) throws StreamException {
        return create(call(type, name), byHost()).getCall();
    }

    /** The ids of the calls that match, in the order of the answer. */
    List<String> find(Map<String, Object> filter, SortParamRequest... sort) throws StreamException {
        QueryCallsRequest query = QueryCallsRequest.builder()
                .filterConditions(filter).sort(sort.length == 0 ? null : List.of(sort)).limit(100).build();
        return callIds(sdk.video().queryCalls(query).execute().getData().getCalls());
    }

    /** As {@link #find}, but only among the calls that this stage's host created. */
    List<String> findMine(Map<String, Object> filter, SortParamRequest... sort) throws StreamException {
        Map<String, Object> mine = new LinkedHashMap<>(filter);
        mine.put("created_by_user_id", id("host"));
        return find(mine, sort);
    }

    /**
     * Who is in a call. Asked past the SDK's {@code Call}: its {@code queryCallParticipants()} hands type and id on in
     * the wrong order, so that it finds no call anywhere.
     */
    QueryCallParticipantsResponse participants(String type, String name,
            QueryCallParticipantsRequest.QueryCallParticipantsRequestBuilder query) throws StreamException {
        return sdk.video().queryCallParticipants(id(name), type, query.build()).execute().getData();
    }

    /** The ids of those who are in a call. */
    List<String> in(String type, String name) throws StreamException {
        return participants(type, name, QueryCallParticipantsRequest.builder()).getParticipants().stream()
                .map(participant -> participant.getUser().getId()).toList();
    }

    /** A GET with the SDK's HTTP client, which adds key and token. */
    Answer get(String path) throws IOException {
        Request request = new Request.Builder().url(switchboard.baseUrl() + path).build();
        try (Response response = sdk.getHttpClient().getHttpClient().newCall(request).execute()) {
            return Answer.of(response);
        }
    }

    /** Returns once the clock shows a later millisecond than this: times of an SDK answer have no finer resolution. */
    static void awaitAfter(Date instant) {
        while (System.currentTimeMillis() <= instant.getTime()) {
            Thread.onSpinWait();
        }
    }

    static SortParamRequest by(String field, int direction) {
        return SortParamRequest.builder().field(field).direction(direction).build();
    }

    static List<String> callIds(List<CallStateResponseFields> calls) {
        return calls.stream().map(state -> state.getCall().getId()).toList();
    }

    static List<String> userIds(List<MemberResponse> members) {
        return members.stream().map(MemberResponse::getUserID).toList();
    }
}
