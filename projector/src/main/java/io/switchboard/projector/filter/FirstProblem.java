package io.switchboard.projector.filter;

import java.util.Optional;

/** The first thing that is wrong with a filter: the others may follow from it. Not thread-safe. */
final class FirstProblem {

    private Optional<FilterProblem> problem = Optional.empty();

    void refuse(String path, String message) {
        if (problem.isEmpty()) {
            problem = Optional.of(new FilterProblem(path, message));
        }
    }

    Optional<FilterProblem> found() {
        return problem;
    }
}
