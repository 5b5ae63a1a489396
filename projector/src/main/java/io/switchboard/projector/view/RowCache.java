package io.switchboard.projector.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.switchboard.events.Cid;
import io.switchboard.events.call.CallDetails;
import io.switchboard.events.call.Member;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Calls as pages show them, put together once and kept while they are asked for. Every event of a call writes its core
 * row anew, with the hash of the event in it; so a view whose core row is the one a call was put together from has all
 * its other rows too, and nobody has to say when a call changed. Thread-safe; shared by all shards of a process.
 */
final class RowCache {

    /** About so many bytes. */
    private static final long CAPACITY = 32L << 20;
    private static final int BASE_BYTES = 1_000;
    private static final int BYTES_PER_PERSON = 400;

    private final Cache<Cid, Kept> calls = Caffeine.newBuilder().maximumWeight(CAPACITY)
            .weigher((Cid cid, Kept kept) -> kept.bytes()).build();

    /** A call, and its newest members up to some number. */
    record Shown(CallDetails call, List<Member> members) {
    }

    private record Kept(byte[] core, int membersLimit, Shown shown) {
        int bytes() {
            int people = shown.members.size() + shown.call.participants().size() + shown.call.rings().size()
                    + shown.call.blocked().size();
            return BASE_BYTES + 4 * core.length + BYTES_PER_PERSON * people;
        }
    }

    /** The call as it was put together from this core row; empty when it has to be put together. */
    Optional<Shown> find(Cid cid, byte[] core, int membersLimit) {
        Kept kept = calls.getIfPresent(cid);
        return kept != null && kept.membersLimit == membersLimit && Arrays.equals(kept.core, core)
                ? Optional.of(kept.shown) : Optional.empty();
    }

    void keep(Cid cid, byte[] core, int membersLimit, Shown shown) {
        calls.put(cid, new Kept(core, membersLimit, shown));
    }
}
