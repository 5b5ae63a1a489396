/**
 * Shards at one moment, and what can be asked of them.
 *
 * <p>A {@link io.switchboard.projector.view.ReadView} is one shard: its rows, and each index with what it does not know
 * yet. {@link io.switchboard.projector.view.CallSearch} and {@link io.switchboard.projector.view.RowSearch} ask the views
 * of several shards together. Needs {@code search}, {@code index} and {@code rows}; writes nothing. A view is for one
 * thread at a time, and has to be closed soon.
 */
package io.switchboard.projector.view;
