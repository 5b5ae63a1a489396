/**
 * Finds the first of an order that a filter asks for, in the indexes of several shards as if they were one.
 *
 * <p>{@link io.switchboard.projector.search.JointSearch} is the entrance. It asks its
 * {@link io.switchboard.projector.search.SearchedShard}s for what changed too recently, and Lucene for the rest: the
 * filter becomes a query, the order is cut into windows so that few documents are looked at. Needs {@code index}; what it
 * finds it does not read. A search is for one thread and one use;
 * {@link io.switchboard.projector.search.JointIndex.Last} is shared by all threads.
 */
package io.switchboard.projector.search;
