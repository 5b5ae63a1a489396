/**
 * The twin: the same two commands on PostgreSQL, as a careful team would build them with Spring Boot and JDBC.
 *
 * <p>It is honest in both directions. It does the same work: the same token check, the same JSON in, the same event
 * bytes (Switchboard's own codec, hash chain included) stored before the answer, an answer of the same fields, and the
 * indexes that the same queries need, filled in the same transaction. And it is given every advantage that does not
 * change what is promised: few round trips (a create is two statements, of which one writes; an update is two and a
 * commit), server-side prepared statements, large events compressed with lz4, a pool sized by trial, virtual threads,
 * no foreign keys, no table for request ids, no change feed for consumers.
 *
 * <p>What differs is the promise of a 2xx: PostgreSQL has the commit on disk (fsync); a Kafka broker alone on its
 * machine has it in the page cache. That is why the benchmark also runs the twin with {@code synchronous_commit=off}.
 */
package io.switchboard.bench.twin;
