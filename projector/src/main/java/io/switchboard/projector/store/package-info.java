/**
 * The store of one partition's calls: what is written, and how it is kept so that it can be asked for.
 *
 * <p>{@link io.switchboard.projector.store.IndexedCallStore} is what Kafka Streams sees: a key-value store that it
 * wraps with metrics, and whose changelog is the event log. Behind it a {@link io.switchboard.projector.store.CallShard}
 * keeps rows, indexes and overlays in step, and captures them as a {@link io.switchboard.projector.view.ReadView}. Needs
 * {@code rows}, {@code index} and {@code view}; only what starts a projector needs it. The task's thread writes, one
 * thread of the process brings the indexes up to the rows, any thread may ask for a view.
 */
package io.switchboard.projector.store;
