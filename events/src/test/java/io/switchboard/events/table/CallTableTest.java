package io.switchboard.events.table;

import static io.switchboard.events.testing.Facts.added;
import static io.switchboard.events.testing.Facts.changed;
import static io.switchboard.events.testing.Facts.created;
import static io.switchboard.events.testing.Facts.member;
import static io.switchboard.events.testing.Facts.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.Member;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.FoldedTable;
import io.switchboard.events.testing.RandomHistory;
import io.switchboard.events.testing.RandomSeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The reads of the table that need more than one row. */
class CallTableTest {

    private static final Cid CID = new Cid("default", "standup");

    @Test
    void theNewestMembersComeFirstAndThoseOfOneMomentByUserId() {
        FoldedTable table = folded(created(member("john"), member("jack")), added(member("zoe"), member("adam")));
        assertThat(page(table, 10)).containsExactly("adam", "zoe", "jack", "john");
    }

    @Test
    void aPageHoldsNoMoreThanAskedFor() {
        FoldedTable table = folded(created(member("john"), member("jack")), added(member("zoe")));
        assertThat(page(table, 0)).isEmpty();
        assertThat(page(table, 1)).containsExactly("zoe");
        assertThat(page(table, 2)).containsExactly("zoe", "jack");
        assertThat(page(table, 3)).containsExactly("zoe", "jack", "john");
        assertThat(page(table, 100)).hasSize(3);
    }

    @Test
    void aChangedMemberKeepsItsPlaceAndOneWhoComesBackIsFirst() {
        FoldedTable table = folded(created(member("john"), member("jack")), added(member("zoe")),
                changed(member("john", "host", "{}")), removed("jack"), added(member("jack")));
        assertThat(page(table, 10)).containsExactly("jack", "zoe", "john");
        assertThat(table.newestMembers(CID, 10).getLast().role()).contains("host");
    }

    @Test
    void oneNanosecondMakesAnOrder() {
        Instant moment = Instant.parse("2026-03-01T12:00:00.999999999Z");
        FoldedTable table = new FoldedTable();
        CallHistory history = new CallHistory(CID)
                .append(created(member("a")), moment)
                .append(added(member("b")), moment.plusNanos(1))
                .append(added(member("c")), moment.plusNanos(2));
        history.events().forEach(table::apply);
        assertThat(page(table, 10)).containsExactly("c", "b", "a");
    }

    @Test
    void tiesAreBrokenByCodePointNotByUtf16Unit() {
        FoldedTable table = folded(created(member("\uffee"), member("😀"), member("z")));
        assertThat(page(table, 10)).containsExactly("z", "\uffee", "😀");
    }

    @Test
    void everyMemberIsSeenByUserIdUntilTheVisitorHasEnough() {
        FoldedTable table = folded(created(member("john"), member("jack")), added(member("adam")));
        List<String> seen = new ArrayList<>();
        table.table().eachMember(CID, m -> seen.add(m.userId()));
        assertThat(seen).containsExactly("adam", "jack", "john");
        List<String> first = new ArrayList<>();
        table.table().eachMember(CID, m -> {
            first.add(m.userId());
            return false;
        });
        assertThat(first).containsExactly("adam");
    }

    @Test
    void aCallThatIsNotThereHasNoCoreAndNoMembers() {
        FoldedTable table = folded(created(member("john")));
        Cid other = new Cid("default", "stand");
        assertThat(table.table().core(other)).isEmpty();
        assertThat(table.newestMembers(other, 10)).isEmpty();
        assertThatThrownBy(() -> table.table().settings(other)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void pagesOfRandomHistoriesAreThoseOfASortedList() {
        RandomGenerator random = RandomSeed.generator("CallTableTest");
        for (int round = 0; round < 200; round++) {
            RandomHistory history = new RandomHistory(random, CID);
            FoldedTable table = new FoldedTable();
            for (int i = 0; i < 40; i++) {
                table.apply(history.step().history().events().getLast());
            }
            List<Member> sorted = table.call(CID).orElseThrow().members().values().stream()
                    .sorted(Comparator.comparing(Member::createdAt).reversed().thenComparing(CallTableTest::codePoints))
                    .toList();
            int limit = random.nextInt(16);
            assertThat(table.newestMembers(CID, limit)).isEqualTo(sorted.stream().limit(limit).toList());
        }
    }

    /** UTF-32 in hex orders as code points do. */
    private static String codePoints(Member member) {
        return member.userId().codePoints().mapToObj("%08x"::formatted).reduce("", String::concat);
    }

    private static FoldedTable folded(CallEvent... events) {
        FoldedTable table = new FoldedTable();
        CallHistory history = new CallHistory(CID);
        for (CallEvent event : events) {
            history.append(event);
        }
        for (StoredEvent event : history.events()) {
            table.apply(event);
        }
        return table;
    }

    private static List<String> page(FoldedTable table, int limit) {
        return table.newestMembers(CID, limit).stream().map(Member::userId).toList();
    }
}
