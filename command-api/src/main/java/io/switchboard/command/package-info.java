/**
 * The write side: HTTP commands are decided by the one writer of a call's partition and appended to the log.
 *
 * <p>Rooms: {@code call} and {@code user} the pure domain (commands, decisions), {@code request} the memory that makes
 * retries harmless, {@code shard} the runtime that owns a partition, {@code timer} rows ordered by due time,
 * {@code http} the REST front, {@code service} how it all is put together in a process.
 */
package io.switchboard.command;
