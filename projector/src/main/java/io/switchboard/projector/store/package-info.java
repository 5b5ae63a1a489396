/**
 * One partition's calls, stored so that they can be asked for.
 *
 * <p>{@link io.switchboard.projector.store.IndexedCallStore} is what Kafka Streams sees: a key-value store that it
 * wraps with metrics, and whose changelog is the event log. Behind it a {@link io.switchboard.projector.store.CallShard} keeps three things
 * in step: rows ({@link io.switchboard.projector.store.RowStore}, RocksDB), indexes over them
 * ({@link io.switchboard.projector.store.LuceneIndex}: of calls, of sessions, of feedback), and of each index the overlay,
 * what changed since it was last refreshed. A {@link io.switchboard.projector.store.ReadView} is all that captured at one
 * moment.
 */
package io.switchboard.projector.store;
