package io.switchboard.command.shard;

import io.switchboard.command.shard.LogException.Kind;
import io.switchboard.command.shard.ShardLog.Chunk;
import java.time.Duration;
import java.time.Instant;

/**
 * Until when an owner may believe that its rows are the whole log. A commit proves it, since the log refuses a fenced
 * owner. An answer that writes nothing passes no such check: when the last proof is old, it needs a look at the log's
 * tip. The shard's thread only.
 */
final class OwnershipProof {

    private static final int MOST_READS = 4;

    private final String name;
    private final ShardLog log;
    private final ShardSettings settings;
    private long end;
    private Instant at = Instant.MIN;

    OwnershipProof(String name, ShardLog log, ShardSettings settings) {
        this.name = name;
        this.log = log;
        this.settings = settings;
    }

    /** Fenced after {@code now}, and read to {@code logEnd}. */
    void claimed(Instant now, long logEnd) {
        at = now;
        end = logEnd;
    }

    /** A commit that began after {@code now} succeeded. */
    void committed(Instant now) {
        at = now;
    }

    /**
     * Proves it anew when the last proof is older than the settings trust.
     *
     * @param offset where the rows stand
     * @throws LogException {@code FENCED} when another owner has written; another kind when it cannot be told
     */
    void renew(Instant now, long offset) {
        if (at.plus(settings.trust()).isAfter(now)) {
            return;
        }
        long tip = log.tip();
        onlyMarkers(Math.max(offset, end), tip);
        end = tip;
        at = now;
    }

    /** Behind our own last record there may be the marker of its transaction, and nothing else. */
    private void onlyMarkers(long from, long to) {
        long position = from;
        for (int reads = 0; position < to; reads++) {
            Chunk chunk = log.read(position, settings.readWait());
            if (!chunk.records().isEmpty()) {
                throw new LogException(Kind.FENCED, name + " has records of another owner", null);
            }
            if (reads == MOST_READS) {
                throw new LogException(Kind.REJECTED, name + " cannot be read to its end " + to, null);
            }
            position = chunk.next();
        }
    }
}
