package io.switchboard.command.shard;

import io.switchboard.command.shard.LogException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One partition in memory, as Kafka behaves for transactional writers: epochs that fence, markers that use up offsets,
 * a commit that is answered before its marker is written, and requests that are carried out though their answer is
 * lost, or later, or never. {@link Weather} says what goes wrong. Not thread-safe.
 */
final class MemoryLog {

    /** What becomes of an append. */
    enum Fate {
        FINE, REJECTED, UNKNOWN_WRITTEN, UNKNOWN_NOT_WRITTEN, UNKNOWN_UNDER_WAY, FENCED_WRITTEN, FENCED_NOT_WRITTEN
    }

    /** What the outside world does to one instance's calls. */
    interface Weather {

        Weather FAIR = new Weather() {
            @Override
            public Fate fate() {
                return Fate.FINE;
            }

            @Override
            public boolean fails() {
                return false;
            }

            @Override
            public boolean coin() {
                return true;
            }

            @Override
            public void pause() {
            }
        };

        Fate fate();

        /** Whether a call that writes nothing fails now. */
        boolean fails();

        /** Whether a request that is under way is carried out after all. */
        boolean coin();

        /** Called where the instance may be suspended while others go on. */
        void pause();
    }

    private record Limbo(List<LogRecord> records, int epoch) {
    }

    private static final int READ_AT_MOST = 3;
    private static final int NO_EPOCH = -1;

    private final List<Optional<LogRecord>> entries = new ArrayList<>();
    private final boolean fencing;
    private int epoch;
    private long stable;
    private Optional<Limbo> limbo = Optional.empty();

    MemoryLog() {
        this(true);
    }

    /** @param fencing whether a former owner is refused; only for showing that it must be */
    MemoryLog(boolean fencing) {
        this.fencing = fencing;
    }

    ShardLog open(Weather weather) {
        return new Handle(weather);
    }

    /** Everything committed; markers are empty. */
    List<Optional<LogRecord>> entries() {
        return entries;
    }

    /** Writes the marker that is due, if any. */
    void mark() {
        if (stable < entries.size()) {
            entries.add(Optional.empty());
            stable = entries.size();
        }
    }

    /** Carries out the request that is under way, if any, or loses it. */
    void settle(boolean carriedOut) {
        if (carriedOut && limbo.isPresent() && limbo.get().epoch() == epoch) {
            write(limbo.get().records());
        }
        limbo = Optional.empty();
    }

    private void write(List<LogRecord> records) {
        mark();
        records.forEach(record -> entries.add(Optional.of(record)));
    }

    private final class Handle implements ShardLog {

        private final Weather weather;
        private int mine = NO_EPOCH;

        Handle(Weather weather) {
            this.weather = weather;
        }

        @Override
        public void fence() {
            weather.pause();
            failSometimes();
            settle(weather.coin());
            epoch++;
            mine = epoch;
            mark();
            weather.pause();
        }

        @Override
        public long append(List<LogRecord> records) {
            weather.pause();
            if (mine == NO_EPOCH) {
                throw new LogException(Kind.REJECTED, "not fenced", null);
            }
            if (fencing && mine != epoch) {
                throw failed(Kind.FENCED);
            }
            switch (weather.fate()) {
                case FINE -> write(records);
                case REJECTED -> throw failed(Kind.REJECTED);
                case UNKNOWN_WRITTEN -> {
                    write(records);
                    throw failed(Kind.UNKNOWN);
                }
                case UNKNOWN_NOT_WRITTEN -> throw failed(Kind.UNKNOWN);
                case UNKNOWN_UNDER_WAY -> {
                    limbo = Optional.of(new Limbo(records, mine));
                    throw failed(Kind.UNKNOWN);
                }
                case FENCED_WRITTEN -> {
                    write(records);
                    epoch++;
                    throw failed(Kind.FENCED_UNKNOWN);
                }
                case FENCED_NOT_WRITTEN -> {
                    epoch++;
                    throw failed(Kind.FENCED_UNKNOWN);
                }
            }
            long next = entries.size();
            weather.pause();
            return next;
        }

        private LogException failed(Kind kind) {
            mine = NO_EPOCH;
            return new LogException(kind, "made to fail: " + kind, null);
        }

        @Override
        public long end() {
            weather.pause();
            failSometimes();
            return stable;
        }

        @Override
        public long tip() {
            weather.pause();
            failSometimes();
            return entries.size();
        }

        @Override
        public Chunk read(long from, Duration wait) {
            weather.pause();
            failSometimes();
            if (from > entries.size()) {
                throw new LogException(Kind.OUT_OF_RANGE, "no offset " + from, null);
            }
            int end = (int) Math.max(from, Math.min(stable, from + READ_AT_MOST));
            List<LogRecord> records = entries.subList((int) from, end).stream().flatMap(Optional::stream).toList();
            return new Chunk(records, end);
        }

        private void failSometimes() {
            if (weather.fails()) {
                throw new LogException(Kind.REJECTED, "made to fail", null);
            }
        }

        @Override
        public void wakeup() {
        }

        @Override
        public void close() {
            mine = NO_EPOCH;
        }
    }
}
