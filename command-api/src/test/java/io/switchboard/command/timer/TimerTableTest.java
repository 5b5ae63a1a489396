package io.switchboard.command.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.timer.TimerTable.Timer;
import io.switchboard.events.table.MemoryRows;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class TimerTableTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final MemoryRows rows = new MemoryRows();
    private final TimerTable timers = new TimerTable(rows);

    @Test
    void timersAreDueInTheOrderOfTheirTimesAndNotBefore() {
        timers.arm(bytes("late"), NOON.plusSeconds(3), bytes("3"));
        timers.arm(bytes("early"), NOON.plusSeconds(1), bytes("1"));
        timers.arm(bytes("middle"), NOON.plusSeconds(2), bytes("2"));

        assertThat(timers.nextDue()).contains(NOON.plusSeconds(1));
        assertThat(timers.due(NOON.plusSeconds(1).minusNanos(1), 10)).isEmpty();
        assertThat(owners(timers.due(NOON.plusSeconds(2), 10))).containsExactly("early", "middle");
        assertThat(owners(timers.due(NOON.plusSeconds(9), 2))).containsExactly("early", "middle");
        assertThat(timers.due(NOON.plusSeconds(9), 0)).isEmpty();
    }

    @Test
    void aDueTimerBringsItsTimeAndItsNote() {
        timers.arm(bytes("call"), NOON.plusNanos(7), bytes("note"));

        Timer due = timers.due(NOON.plusSeconds(1), 1).getFirst();

        assertThat(due.due()).isEqualTo(NOON.plusNanos(7));
        assertThat(due.note()).isEqualTo(bytes("note"));
    }

    @Test
    void armingAgainMovesTheTimer() {
        timers.arm(bytes("call"), NOON, bytes("a"));
        timers.arm(bytes("call"), NOON.plusSeconds(60), bytes("b"));

        assertThat(timers.due(NOON.plusSeconds(59), 10)).isEmpty();
        assertThat(timers.dueOf(bytes("call"))).contains(NOON.plusSeconds(60));
        assertThat(timers.nextDue()).contains(NOON.plusSeconds(60));
    }

    @Test
    void aDisarmedTimerIsNeverDueAndLeavesNoRow() {
        timers.arm(bytes("call"), NOON, bytes("a"));

        timers.disarm(bytes("call"));
        timers.disarm(bytes("call"));

        assertThat(timers.nextDue()).isEmpty();
        assertThat(timers.due(NOON.plusSeconds(1), 10)).isEmpty();
        assertThat(rows.all()).isEmpty();
    }

    @Test
    void timesBefore1970SortFirst() {
        timers.arm(bytes("now"), NOON, bytes(""));
        timers.arm(bytes("long ago"), Instant.EPOCH.minusSeconds(5), bytes(""));

        assertThat(timers.nextDue()).contains(Instant.EPOCH.minusSeconds(5));
        assertThat(owners(timers.due(NOON, 10))).containsExactly("long ago", "now");
    }

    @Test
    void whateverIsDoneTheTableEqualsASortedMap() {
        long seed = ThreadLocalRandom.current().nextLong();
        Random random = new Random(seed);
        Map<String, Instant> model = new TreeMap<>();
        for (int step = 0; step < 5_000; step++) {
            String owner = "owner-" + random.nextInt(12);
            Instant due = NOON.plusMillis(random.nextInt(20));
            if (random.nextInt(3) == 0) {
                timers.disarm(bytes(owner));
                model.remove(owner);
            } else {
                timers.arm(bytes(owner), due, bytes(owner));
                model.put(owner, due);
            }
            Instant now = NOON.plusMillis(random.nextInt(20));
            assertThat(timers.nextDue()).as("seed %s step %s", seed, step)
                    .isEqualTo(model.values().stream().min(Comparator.naturalOrder()));
            assertThat(timers.dueOf(bytes(owner))).isEqualTo(Optional.ofNullable(model.get(owner)));
            assertThat(owners(timers.due(now, 100))).as("seed %s step %s", seed, step)
                    .containsExactlyInAnyOrderElementsOf(model.entrySet().stream()
                            .filter(timer -> !timer.getValue().isAfter(now)).map(Map.Entry::getKey).toList());
        }
    }

    private static List<String> owners(List<Timer> due) {
        return due.stream().map(timer -> new String(timer.owner(), StandardCharsets.UTF_8)).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
