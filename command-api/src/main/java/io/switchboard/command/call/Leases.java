package io.switchboard.command.call;

import io.switchboard.events.Cid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Until when the participants of a partition's calls need not be heard of. A participant whose lease is over has to be
 * taken for gone: his device crashed, or lost its network.
 *
 * <p>That somebody was heard of is not history: a hundred thousand participants would put ten thousand records a second
 * into a log that is kept for ever. So leases live in memory only, at the owner. Who becomes the owner grants everybody
 * who is in a whole new lease: nobody is thrown out because the server was away, and nobody stays for longer than one
 * lease because of it.
 *
 * <p>Every operation costs the logarithm of the number of leases. The thread of one shard.
 */
final class Leases {

    /** Whose lease. */
    record Holder(Cid cid, String userId, String userSessionId) {
    }

    private record Lease(Holder holder, Duration length, Instant until, long number) {
    }

    private final Map<Cid, Map<String, Lease>> byCall = new HashMap<>();
    private final TreeSet<Lease> byEnd =
            new TreeSet<>(Comparator.comparing(Lease::until).thenComparing(Lease::number));
    private long granted;

    /** Somebody came in, or is in. */
    void grant(Holder holder, Duration length, Instant now) {
        put(new Lease(holder, length, now.plus(length), granted++));
    }

    /** He was heard of. */
    void renew(Holder holder, Instant now) {
        Lease lease = byCall.getOrDefault(holder.cid(), Map.of()).get(holder.userSessionId());
        if (lease != null) {
            grant(holder, lease.length(), now);
        }
    }

    /** He is not in any more. */
    void revoke(Cid cid, String userSessionId) {
        Map<String, Lease> call = byCall.get(cid);
        if (call != null) {
            Lease lease = call.remove(userSessionId);
            if (lease != null) {
                byEnd.remove(lease);
            }
            if (call.isEmpty()) {
                byCall.remove(cid);
            }
        }
    }

    /** Nobody is in that call any more. */
    void revokeAll(Cid cid) {
        Map<String, Lease> call = byCall.remove(cid);
        if (call != null) {
            call.values().forEach(byEnd::remove);
        }
    }

    void clear() {
        byCall.clear();
        byEnd.clear();
    }

    Optional<Instant> nextEnd() {
        return byEnd.isEmpty() ? Optional.empty() : Optional.of(byEnd.first().until());
    }

    /** Whose leases are over, at most {@code limit}, the longest over first. */
    List<Holder> over(Instant now, int limit) {
        List<Holder> over = new ArrayList<>();
        for (Lease lease : byEnd) {
            if (lease.until().isAfter(now) || over.size() == limit) {
                break;
            }
            over.add(lease.holder());
        }
        return over;
    }

    int size() {
        return byEnd.size();
    }

    private void put(Lease lease) {
        Lease before = byCall.computeIfAbsent(lease.holder().cid(), cid -> new HashMap<>())
                .put(lease.holder().userSessionId(), lease);
        if (before != null) {
            byEnd.remove(before);
        }
        byEnd.add(lease);
    }
}
