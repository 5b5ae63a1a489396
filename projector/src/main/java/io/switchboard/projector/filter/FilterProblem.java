package io.switchboard.projector.filter;

/**
 * Why a filter cannot be understood.
 *
 * @param path    where, as the request wrote it: {@code filter_conditions.starts_at.$gt}
 * @param message what is wrong and what is allowed, as one sentence for the person who wrote the filter
 */
public record FilterProblem(String path, String message) {
}
