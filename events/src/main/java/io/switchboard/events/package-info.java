/**
 * The published language of Switchboard: what happened to calls, as anybody downstream may read it.
 *
 * <p>A consumer of the {@code call-events} topic adds this jar and nothing else:
 * <pre>{@code
 * StoredEvent stored = EventCodec.standard().decode(record.value());
 * call = Call.apply(call, stored);          // the same fold every Switchboard instance uses
 * }</pre>
 *
 * <p>Rooms: {@code events} the facts, {@code codec} their bytes (version, upcast, hash chain),
 * {@code call} the pure fold, {@code table} the fold's rows for stores that cannot hold a call in one value,
 * {@code user} the user documents. Nothing here knows Kafka, Spring, a clock or randomness.
 */
package io.switchboard.events;
