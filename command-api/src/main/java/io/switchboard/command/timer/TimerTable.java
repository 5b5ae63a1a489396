package io.switchboard.command.timer;

import io.switchboard.events.table.Rows;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Timers as rows ordered by due time. An owner (any bytes) has at most one timer; whoever needs several puts a kind
 * into the owner. As thread-safe as the rows it stands on.
 *
 * <pre>
 * 't' 'd' due owner -> note    in order of due time
 * 't' 'o' owner     -> due     to find the timer of an owner
 * 't' 'e'           -> due     of the earliest timer
 * </pre>
 *
 * The last row makes {@link #nextDue} one look. It also keeps a scan from walking over the rows of timers long gone,
 * which a store like RocksDB passes one by one until it has compacted them: each is passed about once.
 */
public final class TimerTable {

    /** The first byte of every key made here; other tables over the same rows use other first bytes. */
    public static final byte TABLE = 't';

    private static final byte DUE = 'd';
    private static final byte OWNER = 'o';
    private static final byte[] EARLIEST = {TABLE, 'e'};
    private static final byte[] DUE_END = {TABLE, DUE + 1};
    private static final int DUE_KEY_HEAD = 2 + Long.BYTES;

    /**
     * An armed timer.
     *
     * @param owner whose it is
     * @param note  what the owner wanted to remember with it
     */
    public record Timer(byte[] owner, Instant due, byte[] note) {
    }

    private final Rows rows;

    public TimerTable(Rows rows) {
        this.rows = rows;
    }

    /** Arms the owner's timer, or moves it if it is armed. */
    public void arm(byte[] owner, Instant due, byte[] note) {
        long at = nanos(due);
        Optional<Long> former = due(owner);
        rows.put(ownerKey(owner), bytes(at));
        rows.put(dueKey(at, owner), note);
        if (former.isPresent() && former.get() != at) {
            rows.delete(dueKey(former.get(), owner));
        }
        Optional<Long> earliest = earliest();
        if (earliest.isEmpty() || at < earliest.get()) {
            rows.put(EARLIEST, bytes(at));
        } else if (former.equals(earliest)) {
            findEarliest(earliest.get());
        }
    }

    /** Disarms the owner's timer; nothing happens if it has none. */
    public void disarm(byte[] owner) {
        due(owner).ifPresent(due -> {
            rows.delete(ownerKey(owner));
            rows.delete(dueKey(due, owner));
            if (earliest().equals(Optional.of(due))) {
                findEarliest(due);
            }
        });
    }

    /** When the owner's timer is due. */
    public Optional<Instant> dueOf(byte[] owner) {
        return due(owner).map(TimerTable::instant);
    }

    /** When the earliest timer is due. */
    public Optional<Instant> nextDue() {
        return earliest().map(TimerTable::instant);
    }

    /** The timers due at {@code now}, earliest first, at most {@code limit}. */
    public List<Timer> due(Instant now, int limit) {
        List<Timer> due = new ArrayList<>();
        Optional<Long> earliest = earliest();
        if (earliest.isEmpty() || earliest.get() > nanos(now) || limit == 0) {
            return due;
        }
        rows.scan(dueKey(earliest.get(), new byte[0]), dueKey(nanos(now) + 1, new byte[0]), (key, note) -> {
            due.add(new Timer(Arrays.copyOfRange(key, DUE_KEY_HEAD, key.length), instant(dueIn(key)), note));
            return due.size() < limit;
        });
        return due;
    }

    private void findEarliest(long from) {
        List<Long> first = new ArrayList<>(1);
        rows.scan(dueKey(from, new byte[0]), DUE_END, (key, note) -> {
            first.add(dueIn(key));
            return false;
        });
        if (first.isEmpty()) {
            rows.delete(EARLIEST);
        } else {
            rows.put(EARLIEST, bytes(first.getFirst()));
        }
    }

    private Optional<Long> due(byte[] owner) {
        return rows.get(ownerKey(owner)).map(TimerTable::number);
    }

    private Optional<Long> earliest() {
        return rows.get(EARLIEST).map(TimerTable::number);
    }

    private static byte[] ownerKey(byte[] owner) {
        return ByteBuffer.allocate(2 + owner.length).put(TABLE).put(OWNER).put(owner).array();
    }

    private static byte[] dueKey(long due, byte[] owner) {
        return ByteBuffer.allocate(DUE_KEY_HEAD + owner.length).put(TABLE).put(DUE).put(bytes(due)).put(owner).array();
    }

    private static long dueIn(byte[] dueKey) {
        return number(Arrays.copyOfRange(dueKey, 2, DUE_KEY_HEAD));
    }

    /** With the sign flipped, so that instants before 1970 sort first as unsigned bytes too. */
    private static byte[] bytes(long nanos) {
        return ByteBuffer.allocate(Long.BYTES).putLong(nanos ^ Long.MIN_VALUE).array();
    }

    private static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong() ^ Long.MIN_VALUE;
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
