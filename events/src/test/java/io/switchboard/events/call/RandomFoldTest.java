package io.switchboard.events.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.testing.FoldedTable;
import io.switchboard.events.testing.RandomHistory;
import io.switchboard.events.testing.RandomSeed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * The same random histories folded three ways: calls in memory, rows of one table, and rows of a table to which
 * stretches of the log come again and again as after a crash.
 */
class RandomFoldTest {

    private static final int ROUNDS = 200;
    private static final int EVENTS = 60;

    /** Names that begin alike, so that a row of one call found under another would show. */
    private static final List<Cid> CIDS = List.of(new Cid("default", "a"), new Cid("default", "a:c"),
            new Cid("default", "ab"), new Cid("d", "a"), new Cid("default", "ünï"));

    private final RandomGenerator random = RandomSeed.generator("RandomFoldTest");

    @Test
    void memoryAndRowsAndRepeatedRowsAgree() {
        for (int round = 0; round < ROUNDS; round++) {
            List<StoredEvent> log = log();
            Map<Cid, Call> inMemory = new HashMap<>();
            FoldedTable table = new FoldedTable();
            for (StoredEvent event : log) {
                Cid cid = event.envelope().cid();
                inMemory.put(cid, Call.apply(Optional.ofNullable(inMemory.get(cid)), event));
                assertThat(table.apply(event)).isTrue();
                assertThat(table.call(cid)).contains(inMemory.get(cid));
                assertThat(inMemory.get(cid).core().members()).isEqualTo(inMemory.get(cid).members().size());
            }
            CIDS.forEach(cid -> assertThat(table.call(cid)).isEqualTo(Optional.ofNullable(inMemory.get(cid))));
            assertThat(withRepeats(log).dump()).isEqualTo(table.dump());
        }
    }

    private List<StoredEvent> log() {
        Map<Cid, RandomHistory> histories = new HashMap<>();
        List<StoredEvent> log = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Cid cid = CIDS.get(random.nextInt(CIDS.size()));
            RandomHistory history = histories.computeIfAbsent(cid, name -> new RandomHistory(random, name));
            log.add(history.step().history().events().getLast());
        }
        return log;
    }

    /** Folds the log like a reader who falls back to an earlier offset now and then. */
    private FoldedTable withRepeats(List<StoredEvent> log) {
        FoldedTable table = new FoldedTable();
        int furthest = 0;
        int at = 0;
        while (at < log.size()) {
            assertThat(table.apply(log.get(at))).isEqualTo(at >= furthest);
            at++;
            furthest = Math.max(furthest, at);
            if (random.nextInt(20) == 0) {
                at -= random.nextInt(at + 1);
            }
        }
        return table;
    }
}
