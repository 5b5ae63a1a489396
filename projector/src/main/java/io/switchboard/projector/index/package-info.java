/**
 * The Lucene indexes of a shard (of calls, of sessions, of feedback): which documents are made of the rows, and what of
 * them is not up to date.
 *
 * <p>An {@link io.switchboard.projector.index.IndexPart} is one of them with its last opened reader and the
 * {@link io.switchboard.projector.index.Overlay}, what changed since that was opened. What a search has to know of the
 * documents is in {@link io.switchboard.projector.index.IndexSchema} and
 * {@link io.switchboard.projector.index.IndexTerms}. Needs {@code rows}; knows nothing of searching. Who owns a shard
 * guards its parts by a lock and writes documents on one thread at a time; readers are for any thread.
 */
package io.switchboard.projector.index;
