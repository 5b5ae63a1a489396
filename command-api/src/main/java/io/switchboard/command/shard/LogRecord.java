package io.switchboard.command.shard;

import java.time.Instant;
import java.util.Map;

/**
 * One record of a partition's log, as a state machine makes and replays it.
 *
 * @param key     UTF-8 text: the cid, the user id
 * @param value   the stored bytes; not to be changed by anyone; empty means that the key is deleted (a tombstone)
 * @param headers small text facts beside the value, e.g. {@code content-type}
 * @param time    when it was decided; the log keeps milliseconds
 */
public record LogRecord(String key, byte[] value, Map<String, String> headers, Instant time) {
}
