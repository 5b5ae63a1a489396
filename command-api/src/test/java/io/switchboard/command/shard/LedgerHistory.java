package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** What is true of a log so far: the fold at every offset, and who wrote what. Fails as soon as the log is wrong. */
final class LedgerHistory {

    /** An entry of the log. */
    record Entry(String page, long number) {
    }

    private final MemoryLog log;
    private final Ledger ledger = new Ledger();
    private final MemoryShardStore folded = new MemoryShardStore(new MemoryShardStore.Disk());
    private final List<SortedMap<byte[], byte[]>> folds = new ArrayList<>();
    private final Map<String, Entry> byRequest = new HashMap<>();

    LedgerHistory(MemoryLog log) {
        this.log = log;
        folds.add(folded.state().copy().rows());
    }

    /** Takes in what was committed since, checking that it follows from what was there. */
    void advance() {
        for (int offset = folds.size() - 1; offset < log.entries().size(); offset++) {
            Optional<LogRecord> record = log.entries().get(offset);
            record.ifPresent(this::take);
            folds.add(record.isPresent() ? folded.state().copy().rows() : folds.getLast());
        }
    }

    private void take(LogRecord record) {
        Entry entry = new Entry(record.key(), last(record.key()) + 1);
        assertThat(Ledger.number(record)).as("entries of %s are numbered densely", record.key()).isEqualTo(entry.number());
        Entry before = byRequest.put(Ledger.request(record), entry);
        assertThat(before).as("request %s is in the log once", Ledger.request(record)).isNull();
        if (Ledger.request(record).startsWith("ring-")) {
            assertThat(Ledger.rings(record, folded.committed())).as("a reminder rings for what is armed").isTrue();
        }
        try (ShardStore.Batch rows = folded.begin()) {
            ledger.replay(record, rows);
            rows.commit(0);
        }
    }

    /** The rows that replaying the log up to an offset gives. */
    SortedMap<byte[], byte[]> foldAt(long offset) {
        return folds.get((int) offset);
    }

    Optional<Entry> of(String request) {
        return Optional.ofNullable(byRequest.get(request));
    }

    long last(String page) {
        return Ledger.last(folded.committed(), page);
    }
}
