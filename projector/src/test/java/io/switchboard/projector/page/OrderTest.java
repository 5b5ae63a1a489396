package io.switchboard.projector.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.testing.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final CallCore EARLY = call("early", 1, Optional.of(9));
    private static final CallCore LATE = call("late", 2, Optional.of(8));
    private static final CallCore UNPLANNED = call("unplanned", 3, Optional.empty());
    private static final CallCore TWIN = call("a-twin", 3, Optional.empty());

    private static CallCore call(String id, int created, Optional<Integer> starts) {
        Instant at = Instant.ofEpochSecond(created);
        return new CallCore(new Cid("default", id), 1, "", "john", at, at, starts.map(Instant::ofEpochSecond),
                Optional.empty(), Facts.json("{}"), Optional.empty(), false, Optional.empty(), 0);
    }

    private static List<String> sorted(SortKey... keys) {
        return Stream.of(EARLY, LATE, UNPLANNED, TWIN).sorted(new Order<>(Sortable.CALLS, List.of(keys)))
                .map(core -> core.cid().id()).toList();
    }

    @Test
    void withoutASortTheNewestComeFirstAndTiesGoByCid() {
        assertThat(sorted()).containsExactly("a-twin", "unplanned", "late", "early");
    }

    @Test
    void whatIsNotSetComesLastInEitherDirection() {
        assertThat(sorted(new SortKey("starts_at", false))).containsExactly("late", "early", "a-twin", "unplanned");
        assertThat(sorted(new SortKey("starts_at", true))).containsExactly("early", "late", "a-twin", "unplanned");
    }

    @Test
    void aSecondKeyDecidesWhereTheFirstTies() {
        assertThat(sorted(new SortKey("starts_at", true), new SortKey("id", true)))
                .containsExactly("early", "late", "unplanned", "a-twin");
    }

    @Test
    void aPageStartsAfterItsPlace() {
        Order<CallCore> order = new Order<>(Sortable.CALLS, List.of());
        Optional<Order.Place> start = Optional.of(order.place(UNPLANNED));
        assertThat(order.isAfter(start, TWIN)).isFalse();
        assertThat(order.isAfter(start, UNPLANNED)).isFalse();
        assertThat(order.isAfter(start, LATE)).isTrue();
        assertThat(order.isAfter(Optional.empty(), TWIN)).isTrue();
    }

    @Test
    void anUnknownFieldIsRefused() {
        assertThatThrownBy(() -> new Order<>(Sortable.CALLS, List.of(new SortKey("size", true))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
