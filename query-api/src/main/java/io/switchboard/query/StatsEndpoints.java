package io.switchboard.query;

import io.switchboard.projector.listing.CallFeedback;
import io.switchboard.projector.listing.HeldSession;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.query.Activity;
import io.switchboard.projector.query.CallQueries;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.query.RowsPage;
import io.switchboard.projector.query.RowsQuery;
import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Operation;
import io.switchboard.wire.render.StatsRenderer;
import io.switchboard.wire.render.TimeStyle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpMethod;
import tools.jackson.core.JsonGenerator;

/**
 * QueryCallStats, QueryCallSessionStats, QueryUserFeedback and GetActiveCallsStatus (contract 1.1 and 5.2): what is
 * known of calls without media. For servers only. Thread-safe.
 */
public final class StatsEndpoints implements EndpointGroup {

    private static final int MAX_SORT = 2;

    private final Supplier<CallQueries> queries;

    /** @param queries asked for at each request, since the projector may still be starting when this is made */
    public StatsEndpoints(Supplier<CallQueries> queries) {
        this.queries = queries;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.POST, "/video/call/stats", Operation.QueryCallStats, Access.SERVER_ONLY,
                        request -> list(request, Listing.CALL_STATS, "reports", StatsEndpoints::writeSummary)),
                new Endpoint(HttpMethod.POST, "/video/call_stats", Operation.QueryCallSessionStats, Access.SERVER_ONLY,
                        request -> list(request, Listing.SESSION_STATS, "call_stats", StatsEndpoints::writeSession)),
                new Endpoint(HttpMethod.POST, "/video/call/feedback", Operation.QueryUserFeedback, Access.SERVER_ONLY,
                        request -> list(request, Listing.FEEDBACK, "user_feedback", StatsEndpoints::writeFeedback)),
                new Endpoint(HttpMethod.GET, "/video/active_calls_status", Operation.GetActiveCallsStatus,
                        Access.SERVER_ONLY, this::activity));
    }

    /** Writes a row as an object. */
    @FunctionalInterface
    private interface RowWriter<T> {
        void write(JsonGenerator g, TimeStyle style, T row, Instant now);
    }

    private <T> ApiAnswer list(ApiRequest request, Listing<T> listing, String name, RowWriter<T> writer) {
        PageRequest page = PageRequest.read(request, listing.fields(), MAX_SORT);
        QueryOutcome.Answered<RowsPage<T>> outcome = Outcomes.answered(queries.get().rows(new RowsQuery<>(listing, page.filter(), page.sort(),
                page.cursor(), page.limit(), page.consistency(), page.explain())), new Viewer.Server(), Optional.empty());
        RowsPage<T> found = outcome.answer();
        return ApiAnswer.created((g, style) -> {
            g.writeArrayPropertyStart(name);
            found.rows().forEach(row -> writer.write(g, style, row, request.now()));
            g.writeEndArray();
            page.writeRest(g, found.cursors(), outcome.explanation());
        });
    }

    private static void writeSummary(JsonGenerator g, TimeStyle style, HeldSession held, Instant now) {
        StatsRenderer.writeSummary(g, style, held.cid(), held.callCreatedAt(), held.session(), now);
    }

    private static void writeSession(JsonGenerator g, TimeStyle style, HeldSession held, Instant now) {
        StatsRenderer.writeSession(g, style, held.cid(), held.session(), held.countedAt());
    }

    private static void writeFeedback(JsonGenerator g, TimeStyle style, CallFeedback row, Instant now) {
        StatsRenderer.writeFeedback(g, row.cid(), row.feedback());
    }

    private ApiAnswer activity(ApiRequest request) {
        Activity activity = Outcomes.answer(queries.get().activity(PageRequest.consistency(request)),
                new Viewer.Server(), Optional.empty());
        return ApiAnswer.ok((g, style) ->
                StatsRenderer.writeActivity(g, style, activity.calls(), activity.participants(), request.now()));
    }
}
