/**
 * The rows of a shard on disk, in RocksDB: written in whole events, read at one moment, and given up when damaged.
 *
 * <p>{@link io.switchboard.projector.rows.RowStore} has one writer at a time and any number of readers, each with a
 * {@link io.switchboard.projector.rows.RowSnapshot} of its own. What all shards of a process share is in
 * {@link io.switchboard.projector.rows.RowMemory}. Of the projector's packages it needs none: it knows what a call's keys
 * look like and nothing of filters or Lucene.
 */
package io.switchboard.projector.rows;
