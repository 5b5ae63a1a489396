package io.switchboard.command.request;

import io.switchboard.events.Actor;
import io.switchboard.events.RequestRef;
import io.switchboard.events.codec.HashChain;
import io.switchboard.events.table.CallKeys;
import io.switchboard.events.table.Rows;
import io.switchboard.wire.error.ApiError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Remembers which requests have happened, so that a retry yields no second event. It is itself folded from the log
 * (every event names its request), so it survives the loss of local state and can settle a commit of unknown outcome.
 *
 * <p>Rows {@code 'r' bucket sha256(actor|id) → fingerprint, created or not}, in half-day buckets by event time: a look-up tries the
 * buckets of the last 24 hours, and what lies in older ones is removed little by little while new ones are written.
 * The thread of one shard.
 */
public final class RequestMemory {

    /** A request is remembered at least this long. */
    public static final Duration KEPT = Duration.ofHours(24);

    private static final byte TABLE = 'r';
    private static final long BUCKET_SECONDS = Duration.ofHours(12).toSeconds();
    /** Two per write keep up with any rate at which rows are made. */
    private static final int REMOVED_PER_WRITE = 2;

    /** Where the next removal starts: without it each would step over the tombstones of all before. */
    private byte[] oldest = {TABLE};

    /** Behind the fingerprint of a request that created what it was about. */
    private static final byte CREATED = '+';

    /**
     * What is known of a request: never seen, already happened, already happened and created something, or its key was
     * used for a different one.
     */
    public enum Recall { NEW, REPEATED, REPEATED_CREATION, CLASH }

    /** The refusal of a request whose key was used for a different one. */
    public static final ApiError CLASH = ApiError.conflict(
            "this Idempotency-Key was used for a different request: use a new key for a new request");

    /** Whether this request has happened by {@code now}. */
    public Recall recall(Actor actor, RequestId request, Instant now, Rows rows) {
        byte[] name = name(actor, request.ref());
        for (long bucket = bucket(now); bucket >= bucket(now.minus(KEPT)); bucket--) {
            Optional<byte[]> row = rows.get(key(bucket, name));
            if (row.isPresent()) {
                if (row.get().length > 0 && Arrays.equals(fingerprint(row.get()), bytes(request.ref()))) {
                    return isCreation(row.get()) ? Recall.REPEATED_CREATION : Recall.REPEATED;
                }
                return request.strict() ? Recall.CLASH : Recall.NEW;
            }
        }
        return Recall.NEW;
    }

    /**
     * Notes that an event of the request is in the log, and forgets some requests that are old.
     *
     * @param created whether this event created what the request was about
     */
    public void note(Actor actor, RequestRef request, boolean created, Instant time, Rows rows) {
        byte[] key = key(bucket(time), name(actor, request));
        boolean creation = created || rows.get(key)
                .filter(row -> isCreation(row) && Arrays.equals(fingerprint(row), bytes(request))).isPresent();
        byte[] fingerprint = bytes(request);
        byte[] row = Arrays.copyOf(fingerprint, fingerprint.length + 1);
        row[fingerprint.length] = creation ? CREATED : 0;
        rows.put(key, row);
        forget(time, rows);
    }

    private static byte[] bytes(RequestRef request) {
        return request.hash().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] fingerprint(byte[] row) {
        return Arrays.copyOf(row, row.length - 1);
    }

    private static boolean isCreation(byte[] row) {
        return row[row.length - 1] == CREATED;
    }

    private void forget(Instant time, Rows rows) {
        byte[] end = key(bucket(time.minus(KEPT)), new byte[0]);
        if (Arrays.compareUnsigned(oldest, end) >= 0) {
            return;
        }
        List<byte[]> old = new ArrayList<>(REMOVED_PER_WRITE);
        rows.scan(oldest, end, (key, value) -> {
            old.add(key);
            return old.size() < REMOVED_PER_WRITE;
        });
        old.forEach(rows::delete);
        oldest = old.isEmpty() ? end : CallKeys.after(old.getLast());
    }

    private static byte[] name(Actor actor, RequestRef request) {
        return HashChain.hash(RequestId.scoped(actor, request.id()).getBytes(StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static long bucket(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), BUCKET_SECONDS);
    }

    private static byte[] key(long bucket, byte[] name) {
        return ByteBuffer.allocate(1 + Long.BYTES + name.length).put(TABLE).putLong(bucket).put(name).array();
    }
}
