package io.switchboard.query;

import io.switchboard.projector.explain.Explanation;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.FilterParser;
import io.switchboard.projector.filter.FilterProblem;
import io.switchboard.projector.filter.ParsedFilter;
import io.switchboard.projector.page.Cursor;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.query.Consistency;
import io.switchboard.projector.query.PageCursors;
import io.switchboard.wire.auth.Caller;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.json.JsonBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every query endpoint takes: filter, sort, limit, cursor, consistency.
 *
 * @param asked   the filter as the client wrote it, now or on the page before
 * @param sort    empty when none is asked for
 * @param cursor  where to go on and which way, for the projector
 * @param explain whether the answer tells how it came to be
 */
record PageRequest(Optional<ObjectNode> asked, Filter filter, List<SortKey> sort, int limit,
        Optional<Cursor.Sent> cursor, Consistency consistency, boolean explain) {

    /** The fields in which a client sends cursors back. */
    static final String NEXT = "next";
    static final String PREV = "prev";

    private static final int DEFAULT_LIMIT = 25;
    private static final int MAX_LIMIT = 100;
    private static final String CONSISTENCY = "X-Consistency";
    private static final String EXPLAIN = "X-Explain";

    /** @throws ApiException naming the first field that makes no sense */
    static PageRequest read(ApiRequest request, FieldTable fields, int maxSort) {
        JsonBody body = request.body();
        Optional<PageToken> next = token(body, NEXT);
        Optional<PageToken> prev = token(body, PREV);
        if (next.isPresent() && prev.isPresent()) {
            throw refuse(PREV, "prev and next cannot be given together");
        }
        Optional<ObjectNode> written = body.rawObject("filter_conditions");
        Optional<ObjectNode> asked = written.or(() -> carried(NEXT, next)).or(() -> carried(PREV, prev));
        Filter filter = written.isPresent() || asked.isEmpty() ? filter(asked, fields)
                : carriedFilter(next.isPresent() ? NEXT : PREV, asked.get(), fields);
        return new PageRequest(asked, filter, sort(body, maxSort), limit(body),
                next.map(token -> new Cursor.Sent(Cursor.Direction.NEXT, token.cursor())).or(() ->
                        prev.map(token -> new Cursor.Sent(Cursor.Direction.PREVIOUS, token.cursor()))),
                consistency(request), explain(request));
    }

    private static Optional<PageToken> token(JsonBody body, String field) {
        return body.optionalString(field).map(text -> PageToken.read(field, text));
    }

    /** The filter of the page before. */
    private static Optional<ObjectNode> carried(String field, Optional<PageToken> token) {
        if (token.filter(PageToken::filterLeftOut).isPresent()) {
            throw refuse(field, field + " belongs to a filter of more than " + PageToken.MAX_FILTER_BYTES
                    + " bytes, which it does not carry; send filter_conditions again with it");
        }
        return token.flatMap(PageToken::filter);
    }

    /** The client wrote no filter, so one that makes no sense here is no mistake in it. */
    private static Filter carriedFilter(String field, ObjectNode carried, FieldTable fields) {
        if (FilterParser.parse(fields, Optional.of(carried)) instanceof ParsedFilter.Understood understood) {
            return understood.filter();
        }
        throw new ApiException(PageToken.foreign(field));
    }

    /** What the client is to send back for the page that this cursor leads to. */
    String token(String cursor) {
        return PageToken.text(asked, cursor);
    }

    /** Writes what stands beside the rows of the page that this asked for: the way on, and how it came to be. */
    void writeRest(JsonGenerator g, PageCursors cursors, Explanation explanation) {
        cursors.next().ifPresent(cursor -> g.writeStringProperty(NEXT, token(cursor)));
        cursors.prev().ifPresent(cursor -> g.writeStringProperty(PREV, token(cursor)));
        if (explain) {
            ExplanationRenderer.write(g, consistency, explanation);
        }
    }

    static Filter filter(Optional<ObjectNode> asked, FieldTable fields) {
        return switch (FilterParser.parse(fields, asked)) {
            case ParsedFilter.Understood understood -> understood.filter();
            case ParsedFilter.Refused refused -> {
                FilterProblem problem = refused.problem();
                throw refuse(problem.path(), problem.path() + ": " + problem.message());
            }
        };
    }

    static List<SortKey> sort(JsonBody body, int max) {
        List<SortKey> keys = new ArrayList<>();
        for (JsonBody entry : body.objects("sort", max)) {
            int direction = entry.optionalInt("direction", -1, 1).orElse(1);
            if (direction == 0) {
                throw refuse(entry.at("direction"), entry.at("direction") + " must be 1 or -1");
            }
            // Custom data sorts by what it is, so the hint changes nothing.
            entry.optionalString("type");
            SortKey key = new SortKey(entry.requiredString("field"), direction < 0);
            if (keys.stream().anyMatch(other -> other.field().equals(key.field()))) {
                throw refuse(entry.at("field"), entry.at("field") + " is sorted by twice");
            }
            keys.add(key);
        }
        return keys;
    }

    static int limit(JsonBody body) {
        int limit = body.optionalInt("limit", Integer.MIN_VALUE, Integer.MAX_VALUE).orElse(DEFAULT_LIMIT);
        if (limit > MAX_LIMIT) {
            throw refuse("limit", "limit must be " + MAX_LIMIT + " or less");
        }
        if (limit < 0) {
            throw refuse("limit", "limit must be 0 or greater");
        }
        return limit;
    }

    static Consistency consistency(ApiRequest request) {
        return request.header(CONSISTENCY).map(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "strong" -> Consistency.STRONG;
            case "eventual" -> Consistency.EVENTUAL;
            default -> throw refuse(CONSISTENCY, "the header " + CONSISTENCY + " must be strong or eventual");
        }).orElse(Consistency.STRONG);
    }

    /** @throws ApiException when the header makes no sense, or a user sends it */
    static boolean explain(ApiRequest request) {
        boolean explain = request.header(EXPLAIN).map(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refuse(EXPLAIN, "the header " + EXPLAIN + " must be true or false");
        }).orElse(false);
        // How long a search takes and how much it meets says something about calls that a user may not see.
        if (explain && request.caller() instanceof Caller.User user) {
            throw new ApiException(ApiError.notAllowed("User '" + user.id() + "' is not allowed to send " + EXPLAIN
                    + ", it needs a server token"));
        }
        return explain;
    }

    private static ApiException refuse(String field, String reason) {
        return new ApiException(ApiError.input(field, reason));
    }
}
