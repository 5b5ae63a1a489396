package io.switchboard.projector.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.CallFold;
import io.switchboard.events.table.CallKeys;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.table.MemoryRows;
import io.switchboard.events.table.Rows;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import io.switchboard.events.testing.RandomHistory;
import io.switchboard.events.testing.RandomSeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class IndexImpactTest {

    private final Cid cid = new Cid("default", "a");
    private final CallHistory call = new CallHistory(cid);
    private final MemoryRows rows = new MemoryRows();

    @Test
    void aNewCallNeedsADocument() {
        assertThat(impact(Facts.created(Facts.member("john")))).containsExactly(cid);
    }

    @Test
    void comingNeedsOneOnlyForTheFirstAndGoingOnlyForTheLast() {
        impact(Facts.created(Facts.member("john")));
        assertThat(impact(new CallEvent.SessionStarted("s"))).containsExactly(cid);
        assertThat(impact(joined("john"))).isEmpty();
        assertThat(impact(joined("jane"))).isEmpty();
        assertThat(impact(left("john"))).isEmpty();
        assertThat(impact(left("jane"))).isEmpty();
        assertThat(impact(new CallEvent.SessionEnded("s", "empty"))).containsExactly(cid);
    }

    @Test
    void membersComingAndGoingNeedsOne() {
        impact(Facts.created(Facts.member("john")));
        assertThat(impact(Facts.added(Facts.member("jane")))).containsExactly(cid);
        assertThat(impact(Facts.removed("jane"))).containsExactly(cid);
    }

    /** Held against the plain way: make the document before and after every event, and compare. */
    @Test
    void noDocumentThatWouldDifferIsMissed() {
        RandomGenerator random = RandomSeed.generator("IndexImpactTest");
        for (int run = 0; run < 200; run++) {
            RandomHistory history = new RandomHistory(random, new Cid("default", "r" + run));
            MemoryRows table = new MemoryRows();
            for (int step = 0; step < 40; step++) {
                StoredEvent event = history.step().history().events().getLast();
                String before = document(table, event.envelope().cid());
                Set<Cid> impact = fold(event, table);
                boolean differs = !before.equals(document(table, event.envelope().cid()));
                if (differs) {
                    assertThat(impact).as(event.toString()).containsExactly(event.envelope().cid());
                }
            }
        }
    }

    private static String document(Rows rows, Cid cid) {
        CallTable table = new CallTable(rows);
        List<String> members = new ArrayList<>();
        table.eachMember(cid, member -> members.add(member.userId()));
        return table.core(cid).filter(core -> core.deletedAt().isEmpty())
                .map(core -> CallDocument.of(core).document().toString() + members).orElse("none");
    }

    private static CallEvent joined(String user) {
        return new CallEvent.ParticipantJoined("s", "session-of-" + user, user, "user");
    }

    private static CallEvent left(String user) {
        return new CallEvent.ParticipantLeft("s", "session-of-" + user, user, "left", 5);
    }

    private Set<Cid> impact(CallEvent event) {
        return fold(call.append(event).events().getLast(), rows);
    }

    private static Set<Cid> fold(StoredEvent event, MemoryRows rows) {
        Set<Cid> calls = new HashSet<>();
        MemoryRows before = new MemoryRows();
        rows.all().forEach(before::put);
        CallFold.apply(event, new CallTable(rows));
        Set<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        keys.addAll(before.all().keySet());
        keys.addAll(rows.all().keySet());
        Map<Cid, List<IndexImpact.Change>> changes = new HashMap<>();
        keys.forEach(key -> changes.computeIfAbsent(CallKeys.cid(key), c -> new ArrayList<>())
                .add(new IndexImpact.Change(key, () -> document(key, before), document(key, rows))));
        changes.forEach((cid, some) -> {
            if (IndexImpact.of(some)) {
                calls.add(cid);
            }
        });
        return calls;
    }

    private static Optional<?> document(byte[] key, Rows rows) {
        return CallKeys.isCore(key) ? rows.get(key).map(CallTable::core) : rows.get(key);
    }
}
