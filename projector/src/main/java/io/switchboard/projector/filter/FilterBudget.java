package io.switchboard.projector.filter;

import java.util.EnumMap;
import java.util.Map;

/** What one filter has used of its {@link FilterLimit}s. Not thread-safe. */
final class FilterBudget {

    private final FirstProblem problem;
    private final boolean limited;
    private final Map<FilterLimit, Integer> used = new EnumMap<>(FilterLimit.class);

    /** @param limited false when everything fits */
    FilterBudget(FirstProblem problem, boolean limited) {
        this.problem = problem;
        this.limited = limited;
    }

    /** Whether so much at once is allowed; false after a refusal. */
    boolean allows(FilterLimit limit, int amount, String path) {
        if (limited && amount > limit.most()) {
            problem.refuse(path, limit.refusal());
            return false;
        }
        return true;
    }

    /** Whether so much more is allowed; false after a refusal. */
    boolean spends(FilterLimit limit, int amount, String path) {
        return allows(limit, used.merge(limit, amount, Integer::sum), path);
    }
}
