package io.switchboard.command.http;

import io.switchboard.command.call.CallCommand.MemberUpsert;
import io.switchboard.command.call.CallCommand.NewCall;
import io.switchboard.command.call.CallCommand.Signal;
import io.switchboard.command.call.CallCommand.Update;
import io.switchboard.command.call.CallCommand.UpdateMembers;
import io.switchboard.command.user.UserUpsert;
import io.switchboard.events.CallEvent.MemberData;
import io.switchboard.wire.auth.Caller;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.json.Ids;
import io.switchboard.wire.json.JsonBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads commands about calls from request bodies (contract 1.1): shape, types and limits, nothing that needs state. */
final class CallRequests {

    private static final int MAX_UNUSED = 255;
    static final int MAX_MEMBERS = 100;

    private static final int MAX_NAME = 255;

    private CallRequests() {
    }

    /** Who is to be the creator: a bare id, or a whole user to upsert ({@code created_by}). */
    static Optional<UserUpsert> creator(JsonBody data) {
        Optional<UserUpsert> object = data.optionalObject("created_by").map(UserRequests::upsert);
        Optional<String> id = data.optionalString("created_by_id")
                .map(given -> Ids.userId(data.at("created_by_id"), given));
        if (object.isPresent() && id.isPresent() && !object.get().id().equals(id.get())) {
            throw new ApiException(ApiError.input(data.at("created_by_id"),
                    data.at("created_by_id") + " must be the id in " + data.at("created_by") + " when both are given"));
        }
        return object.or(() -> id.map(UserUpsert::existing));
    }

    static NewCall newCall(JsonBody data) {
        return new NewCall(
                creator(data).map(UserUpsert::id),
                members(data),
                data.rawObject("custom"),
                settings(data),
                data.optionalInstant("starts_at"),
                Texts.optional(data, "team", MAX_NAME),
                data.optionalBoolean("video"),
                Texts.optional(data, "channel_cid", MAX_NAME));
    }

    /** The flags of a body. */
    static Signal signal(JsonBody body) {
        return new Signal(body.optionalBoolean("ring").orElse(false), body.optionalBoolean("notify").orElse(false),
                body.optionalBoolean("video").orElse(false));
    }

    /** The flags of a query string. */
    static Signal signal(ApiRequest request) {
        return new Signal(request.queryBool("ring").orElse(false), request.queryBool("notify").orElse(false),
                request.queryBool("video").orElse(false));
    }

    static Update update(JsonBody body) {
        return new Update(body.rawObject("custom"), settings(body), body.optionalInstant("starts_at"));
    }

    static UpdateMembers updateMembers(JsonBody body) {
        Map<String, MemberUpsert> upserts = new LinkedHashMap<>();
        for (JsonBody member : body.objects("update_members", MAX_MEMBERS)) {
            String id = Ids.userId(member.at("user_id"), member.requiredString("user_id"));
            upserts.put(id, new MemberUpsert(id, UserRequests.role(member), member.rawObject("custom")));
        }
        List<String> removals = new ArrayList<>();
        for (String id : body.strings("remove_members", MAX_MEMBERS)) {
            Ids.userId("remove_members", id);
            if (upserts.containsKey(id)) {
                throw new ApiException(ApiError.input("remove_members",
                        "user '" + id + "' stands in both update_members and remove_members"));
            }
            if (!removals.contains(id)) {
                removals.add(id);
            }
        }
        return new UpdateMembers(List.copyOf(upserts.values()), removals);
    }

    /** What media or other products would use must make sense too; it says nothing here. */
    static void checkUnused(JsonBody body, List<String> flags, List<String> texts, List<String> lists) {
        flags.forEach(body::optionalBoolean);
        texts.forEach(text -> Texts.optional(body, text, MAX_UNUSED));
        lists.forEach(list -> body.strings(list, MAX_MEMBERS));
    }

    /** A text that must be there and say something. */
    static String required(JsonBody body, String field, int max) {
        if (body.requiredString(field).isBlank()) {
            throw new ApiException(ApiError.input(body.at(field), body.at(field) + " must not be blank"));
        }
        return Texts.optional(body, field, max).orElseThrow();
    }

    /** The id of a user, which must be there. */
    static String userId(JsonBody body, String field) {
        return Ids.userId(body.at(field), body.requiredString(field));
    }

    /** Ids of users, each once, in the order given. */
    static List<String> userIds(JsonBody body, String field, int max) {
        return body.strings(field, max).stream().map(id -> Ids.userId(body.at(field), id)).distinct().toList();
    }

    /**
     * On whose behalf a server asks: {@code <field>_id}, or the id in the object {@code <field>}. A user asks for
     * himself and for nobody else.
     */
    static Optional<String> onBehalf(ApiRequest request, String field) {
        JsonBody body = request.body();
        Optional<String> id = body.optionalString(field + "_id").map(given -> Ids.userId(body.at(field + "_id"), given));
        Optional<String> object = body.optionalObject(field).map(user -> userId(user, "id"));
        if (id.isPresent() && object.isPresent() && !id.equals(object)) {
            throw new ApiException(ApiError.input(field + "_id",
                    field + "_id must be the id in " + field + " when both are given"));
        }
        Optional<String> named = id.or(() -> object);
        if (named.isPresent() && request.caller() instanceof Caller.User user && !named.get().equals(user.id())) {
            throw new ApiException(ApiError.input(field + "_id",
                    field + " and " + field + "_id can only be set when using server side auth."));
        }
        return named;
    }

    /** A user named twice is one member, as last described. */
    private static List<MemberData> members(JsonBody data) {
        Map<String, MemberData> members = new LinkedHashMap<>();
        for (JsonBody member : data.objects("members", MAX_MEMBERS)) {
            String id = Ids.userId(member.at("user_id"), member.requiredString("user_id"));
            members.put(id, new MemberData(id, UserRequests.role(member),
                    member.rawObject("custom").orElseGet(JsonNodeFactory.instance::objectNode)));
        }
        return List.copyOf(members.values());
    }

    private static Optional<ObjectNode> settings(JsonBody body) {
        return body.rawObject("settings_override")
                .map(given -> SettingsSchema.read(body.at("settings_override"), given))
                .filter(given -> !given.isEmpty());
    }
}
