/**
 * {@code bench/run query}: the query engine and its PostgreSQL twin, side by side in one run on the same calls.
 *
 * <p>Every question is asked of both first, and the answers must be equal. Then the shapes take turns, and the two
 * servers within each shape, so that drift of a shared machine falls on both alike.
 */
package io.switchboard.bench.query;
