package io.switchboard.query;

import io.switchboard.events.Cid;
import io.switchboard.events.user.User;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.query.CallQueries;
import io.switchboard.projector.query.CallRow;
import io.switchboard.projector.query.CallsPage;
import io.switchboard.projector.query.CallsQuery;
import io.switchboard.projector.query.MembersPage;
import io.switchboard.projector.query.MembersQuery;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.wire.error.ApiError;
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
import io.switchboard.wire.render.TimeStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpMethod;
import tools.jackson.core.JsonGenerator;

/** QueryCalls and QueryCallMembers (contract 1.1 and 5). Thread-safe. */
public final class QueryEndpoints implements EndpointGroup {

    private static final int MEMBERS_PER_CALL = 25;

    private final Supplier<CallQueries> queries;
    private final Visibility visibility;
    private final Viewers viewers;

    /** @param queries asked for at each request, since the projector may still be starting when this is made */
    public QueryEndpoints(Supplier<CallQueries> queries, Visibility visibility) {
        this.queries = queries;
        this.visibility = visibility;
        this.viewers = new Viewers(queries);
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.POST, "/video/calls", Operation.QueryCalls, Access.SERVER_OR_USER, this::calls),
                new Endpoint(HttpMethod.POST, "/video/call/members", Operation.QueryCallMembers, Access.SERVER_OR_USER,
                        this::members));
    }

    private ApiAnswer calls(ApiRequest request) {
        PageRequest page = PageRequest.read(request, FieldTable.CALLS, 2);
        // Nothing is pushed to clients yet, so watching has nothing to tell; what makes no sense is refused all the same.
        request.body().optionalBoolean("watch");
        Viewer viewer = viewers.of(request, page.consistency());
        QueryOutcome.Answered<CallsPage> outcome = Outcomes.answered(queries.get().calls(new CallsQuery(visibility.visible(viewer), page.filter(),
                page.sort(), page.cursor(), page.limit(), MEMBERS_PER_CALL, viewer.userId(), page.consistency(),
                page.explain())), viewer, Optional.empty());
        CallsPage found = outcome.answer();
        return ApiAnswer.created((g, style) -> {
            g.writeArrayPropertyStart("calls");
            found.calls().forEach(row -> writeCall(g, style, row, found.users(), viewer));
            g.writeEndArray();
            page.writeRest(g, found.cursors(), outcome.explanation());
        });
    }

    private ApiAnswer members(ApiRequest request) {
        Cid cid = cid(request.body());
        PageRequest page = PageRequest.read(request, FieldTable.MEMBERS, 1);
        Viewer viewer = viewers.of(request, page.consistency());
        QueryOutcome.Answered<MembersPage> outcome = Outcomes.answered(queries.get().members(new MembersQuery(cid, visibility.visible(viewer),
                page.filter(), page.sort(), page.cursor(), page.limit(), page.consistency(), page.explain())), viewer,
                Optional.of(cid));
        MembersPage found = outcome.answer();
        return ApiAnswer.created((g, style) -> {
            g.writeName("members");
            CallRenderer.writeMembers(g, style, found.members(), found.users());
            page.writeRest(g, found.cursors(), outcome.explanation());
        });
    }

    private static Cid cid(JsonBody body) {
        return new Cid(valid("type", body.requiredString("type"), Ids::callType),
                valid("id", body.requiredString("id"), Ids::callId));
    }

    /** An id as in a path, but refused under the name it has in the body. */
    private static String valid(String field, String value, UnaryOperator<String> rule) {
        try {
            return rule.apply(value);
        } catch (ApiException e) {
            throw new ApiException(ApiError.input(field, e.error().reason()));
        }
    }

    private void writeCall(JsonGenerator g, TimeStyle style, CallRow row, Map<String, User> users, Viewer viewer) {
        g.writeStartObject();
        CallRenderer.writeCallState(g, style, new CallView(row.call(), row.members(), users,
                visibility.capabilities(viewer, row)));
        g.writeEndObject();
    }
}
