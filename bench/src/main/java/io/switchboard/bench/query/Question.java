package io.switchboard.bench.query;

import java.util.Optional;

/**
 * One body of QueryCalls.
 *
 * @param filter JSON of {@code filter_conditions}
 * @param sort   JSON of {@code sort}
 */
record Question(String filter, String sort) {

    static final int LIMIT = 25;

    static final String NO_FILTER = "{}";
    static final String USUAL_SORT = "[]";

    String body() {
        return body(LIMIT, Optional.empty());
    }

    /** @param next from the answer to the page before */
    String body(int limit, Optional<String> next) {
        return "{\"filter_conditions\":" + filter + ",\"sort\":" + sort + ",\"limit\":" + limit
                + next.map(cursor -> ",\"next\":\"" + cursor + "\"").orElse("") + "}";
    }
}
