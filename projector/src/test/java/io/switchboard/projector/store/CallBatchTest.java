package io.switchboard.projector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.BrokenHistoryException;
import io.switchboard.events.call.CallFold;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.table.MemoryRows;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import io.switchboard.events.testing.RandomHistory;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.rows.GivenUp;
import io.switchboard.projector.rows.RowMemory;
import io.switchboard.projector.rows.RowSnapshot;
import io.switchboard.projector.rows.RowStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksIterator;

class CallBatchTest {

    @TempDir
    Path folder;

    private final RowMemory memory = new RowMemory();
    private RowStore rows;

    @BeforeEach
    void open() {
        rows = RowStore.open(folder, memory, new GivenUp(folder));
    }

    @AfterEach
    void close() {
        rows.close();
        memory.close();
    }

    private void write(List<StoredEvent> events) {
        try (CallBatch batch = new CallBatch(rows::snapshot)) {
            events.forEach(batch::fold);
            rows.write(batch.changes().rows(), List.of());
        }
    }

    /** However events are cut into batches, the rows are, byte by byte, those of one event after the other. */
    @Test
    void batchesOfAnySizeLeaveTheRowsOfTheEventsOneByOne() {
        RandomGenerator random = RandomSeed.generator("CallBatchTest");
        List<RandomHistory> histories = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            histories.add(new RandomHistory(random, new Cid("default", "call-" + i)));
        }
        MemoryRows expected = new MemoryRows();
        for (int round = 0; round < 150; round++) {
            List<StoredEvent> events = new ArrayList<>();
            for (int size = random.nextInt(1, 60); size > 0; size--) {
                events.add(histories.get(random.nextInt(histories.size())).step().history().events().getLast());
            }
            events.forEach(event -> CallFold.apply(event, new CallTable(expected)));
            write(events);
            assertThat(stored()).isEqualTo(texts(expected.all()));
        }
    }

    @Test
    void anEventThatFailsLeavesNothingInTheBatch() {
        CallHistory call = new CallHistory(new Cid("default", "a")).append(Facts.created(Facts.member("john")));
        // It enrols one who is not there yet before it comes to one who is.
        StoredEvent broken = call.stored(call.next(Facts.added(Facts.member("jane"), Facts.member("john")),
                CallHistory.time(2)));
        call.append(Facts.added(Facts.member("jane")));
        try (CallBatch batch = new CallBatch(rows::snapshot)) {
            batch.fold(call.events().getFirst());
            assertThatThrownBy(() -> batch.fold(broken)).isInstanceOf(BrokenHistoryException.class);
            batch.fold(call.events().getLast());
            rows.write(batch.changes().rows(), List.of());
        }
        MemoryRows expected = new MemoryRows();
        call.events().forEach(event -> CallFold.apply(event, new CallTable(expected)));
        assertThat(stored()).isEqualTo(texts(expected.all()));
    }

    @Test
    void onlyWhatChangesADocumentIsIndexed() {
        CallHistory call = new CallHistory(new Cid("default", "a")).append(Facts.created(Facts.member("john")))
                .append(new CallEvent.SessionStarted("s"));
        write(call.events());
        call.append(new CallEvent.ParticipantJoined("s", "phone", "john", "user"));
        try (CallBatch batch = new CallBatch(rows::snapshot)) {
            batch.fold(call.events().getLast());
            assertThat(batch.changes().documents().indexed()).isEmpty();
            batch.fold(call.append(Facts.added(Facts.member("jane"))).events().getLast());
            assertThat(batch.changes().documents().indexed()).containsOnlyKeys(call.cid());
        }
    }

    private Map<String, String> stored() {
        Map<byte[], byte[]> found = new TreeMap<>(Arrays::compareUnsigned);
        try (RowSnapshot snapshot = rows.snapshot(); RocksIterator it = snapshot.iterator()) {
            for (it.seek(new byte[] {'c'}); it.isValid() && it.key()[0] == 'c'; it.next()) {
                found.put(it.key(), it.value());
            }
        }
        return texts(found);
    }

    private static Map<String, String> texts(Map<byte[], byte[]> rows) {
        Map<String, String> texts = new HashMap<>();
        rows.forEach((key, value) -> texts.put(new String(key, StandardCharsets.ISO_8859_1),
                new String(value, StandardCharsets.UTF_8)));
        return texts;
    }
}
