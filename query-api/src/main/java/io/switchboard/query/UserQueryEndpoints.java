package io.switchboard.query;

import io.switchboard.events.user.User;
import io.switchboard.events.user.UserStatus.Ban;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Filter.Relation;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.query.CallQueries;
import io.switchboard.projector.query.Consistency;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.query.UsersPage;
import io.switchboard.projector.query.UsersQuery;
import io.switchboard.projector.query.UsersQuery.Among;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Operation;
import io.switchboard.wire.json.JsonBody;
import io.switchboard.wire.json.JsonReader;
import io.switchboard.wire.render.TimeStyle;
import io.switchboard.wire.render.UserRenderer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpMethod;
import tools.jackson.core.JsonGenerator;

/**
 * QueryUsers and QueryBannedUsers (contract 1.3 and 5.2): the question is JSON in the query parameter {@code payload}.
 * With tenants a user finds himself and users of his teams. Thread-safe.
 */
public final class UserQueryEndpoints implements EndpointGroup {

    private static final int MAX_OFFSET = 1_000;
    private static final int MAX_SORT = 5;
    private static final Field ID = FieldTable.USERS.field("id");
    private static final Field TEAMS = FieldTable.USERS.field("teams");

    private final Supplier<CallQueries> queries;
    private final Viewers viewers;

    /** @param queries asked for at each request, since the projector may still be starting when this is made */
    public UserQueryEndpoints(Supplier<CallQueries> queries) {
        this.queries = queries;
        this.viewers = new Viewers(queries);
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.GET, "/users", Operation.QueryUsers, Access.SERVER_OR_USER, this::users),
                new Endpoint(HttpMethod.GET, "/chat/query_banned_users", Operation.QueryBannedUsers, Access.SERVER_ONLY,
                        this::bans));
    }

    private ApiAnswer users(ApiRequest request) {
        JsonBody payload = payload(request);
        boolean everyone = payload.optionalBoolean("include_deactivated_users").orElse(false);
        // Nobody is ever shown online, so watching has nothing to tell; what makes no sense is refused all the same.
        payload.optionalBoolean("presence");
        UsersQuery asked = query(request, payload, everyone ? Among.EVERYONE : Among.ACTIVE, FieldTable.USERS);
        Viewer viewer = viewers.of(request, asked.consistency());
        QueryOutcome.Answered<UsersPage> outcome = answer(asked.narrowed(visible(viewer)));
        return ApiAnswer.ok((g, style) -> {
            g.writeArrayPropertyStart("users");
            outcome.answer().users().forEach(user ->
                    UserRenderer.writeFullUser(g, style, viewer.userId().map(id -> shownTo(id, user)).orElse(user)));
            g.writeEndArray();
            writeExplanation(g, asked, outcome);
        });
    }

    private ApiAnswer bans(ApiRequest request) {
        UsersQuery asked = query(request, payload(request), Among.BANNED, FieldTable.BANS);
        QueryOutcome.Answered<UsersPage> outcome = answer(asked);
        UsersPage page = outcome.answer();
        return ApiAnswer.ok((g, style) -> {
            g.writeArrayPropertyStart("bans");
            page.users().forEach(user -> user.standing().ban().ifPresent(ban -> writeBan(g, style, user, ban, page)));
            g.writeEndArray();
            writeExplanation(g, asked, outcome);
        });
    }

    private QueryOutcome.Answered<UsersPage> answer(UsersQuery query) {
        return Outcomes.answered(queries.get().users(query), new Viewer.Server(), Optional.empty());
    }

    private static void writeExplanation(JsonGenerator g, UsersQuery asked, QueryOutcome.Answered<UsersPage> outcome) {
        if (asked.explain()) {
            ExplanationRenderer.write(g, asked.consistency(), outcome.explanation());
        }
    }

    private static JsonBody payload(ApiRequest request) {
        try {
            return JsonReader.read(request.query("payload").orElse("").getBytes(StandardCharsets.UTF_8));
        } catch (ApiException refused) {
            throw new ApiException(ApiError.input("payload", "payload: " + refused.error().reason()));
        }
    }

    private static UsersQuery query(ApiRequest request, JsonBody payload, Among among, FieldTable fields) {
        Consistency consistency = PageRequest.consistency(request);
        requireNoCursor(request, payload);
        return new UsersQuery(among, PageRequest.filter(payload.rawObject("filter_conditions"), fields),
                PageRequest.sort(payload, MAX_SORT), payload.optionalInt("offset", 0, MAX_OFFSET).orElse(0),
                PageRequest.limit(payload), consistency, PageRequest.explain(request));
    }

    /** Passed over, a cursor would answer the first page for ever. */
    private static void requireNoCursor(ApiRequest request, JsonBody payload) {
        for (String cursor : List.of(PageRequest.NEXT, PageRequest.PREV)) {
            if (payload.has(cursor)) {
                throw new ApiException(ApiError.input(cursor, request.operation() + " has no " + cursor
                        + "; go on with offset, up to " + MAX_OFFSET
                        + ", or sort by the id and ask for those above the last one"));
            }
        }
    }

    /** Whom the viewer may find at all. */
    private static Filter visible(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Server server -> Filter.everything();
            case Viewer.Person person when person.app().permissionChecksDisabled() -> Filter.everything();
            case Viewer.Person person when person.app().userSearchDisallowedRoles().contains(person.role()) ->
                    throw new ApiException(ApiError.notAllowed("User '" + person.id() + "' with role '" + person.role()
                            + "' is not allowed to perform action SearchUser"));
            case Viewer.Person person when person.app().multiTenant() -> new Filter.Or(List.of(
                    new Filter.Compare(ID, Relation.EQ, new Value.Text(person.id())), ofHisTeams(person.teams())));
            case Viewer.Person person -> Filter.everything();
        };
    }

    private static Filter ofHisTeams(List<String> teams) {
        return teams.isEmpty() ? new Filter.Exists(TEAMS, false)
                : new Filter.In(TEAMS, teams.stream().<Value>map(Value.Text::new).toList());
    }

    /**
     * As a user sees him: devices, whom somebody has muted and his privacy settings are nobody's business but his and
     * the server's. The fields stay, since clients count on them.
     */
    private static User shownTo(String viewer, User user) {
        return viewer.equals(user.id()) ? user : new User(user.id(), user.role(), user.name(), user.image(), user.custom(),
                user.teams(), user.teamsRole(), user.language(), user.invisible(), Optional.empty(), user.createdAt(),
                user.updatedAt(), user.status(),
                user.ties().map(ties -> ties.withMutes(List.of()).withDevices(List.of())));
    }

    private static void writeBan(JsonGenerator g, TimeStyle style, User user, Ban ban, UsersPage page) {
        g.writeStartObject();
        g.writeName("user");
        UserRenderer.writeUser(g, style, user);
        ban.by().ifPresent(by -> {
            g.writeName("banned_by");
            UserRenderer.writeUser(g, style, by, page.others(), ban.createdAt());
        });
        style.write(g, "created_at", ban.createdAt());
        ban.expires().ifPresent(at -> style.write(g, "expires", at));
        ban.reason().ifPresent(reason -> g.writeStringProperty("reason", reason));
        g.writeBooleanProperty("shadow", ban.shadow());
        g.writeEndObject();
    }
}
