package io.switchboard.projector.rows;

import java.util.UUID;

/**
 * What an index has to be based on to be believed. Rows and indexes are on disk in folders of their own, and one may come
 * back from elsewhere or from the past: an index of other rows, or one that is older than the rows take it for, would miss
 * calls without anybody noticing.
 *
 * @param rows       made once with a store, so no two are alike
 * @param checkpoint the number of the last checkpoint after which the rows gave up marks of what is not indexed; an index
 *                   of a later one is as good
 */
public record Basis(UUID rows, long checkpoint) {
}
