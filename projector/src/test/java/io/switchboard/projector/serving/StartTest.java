package io.switchboard.projector.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.page.Cursor;
import io.switchboard.projector.page.Cursor.Direction;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.page.Sortable;
import io.switchboard.projector.query.PageCursors;
import io.switchboard.projector.query.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walking through rows by the cursors of their pages, while rows come and go. */
class StartTest {

    private static final CursorCodec CURSORS = new CursorCodec(new byte[32]);
    private static final Sortable<Row> ROWS = new Sortable<>(Map.of("mark", Row::sortValue), Row::name,
            List.of(new SortKey("mark", true)));

    private final RandomGenerator random = RandomSeed.generator("StartTest");
    private final Set<Row> rows = new HashSet<>();
    private int count;
    private Order<Row> order = new Order<>(ROWS, List.of());

    /** Many rows have the same mark, many have none. */
    private record Row(String name, Optional<Integer> mark) {
        Optional<Value> sortValue() {
            return mark.map(Value.Number::new);
        }
    }

    private record Page(List<String> names, PageCursors cursors) {
        Cursor.Sent prev() {
            return new Cursor.Sent(Direction.PREVIOUS, cursors.prev().orElseThrow());
        }

        Cursor.Sent next() {
            return new Cursor.Sent(Direction.NEXT, cursors.next().orElseThrow());
        }
    }

    @Test
    void aSingleWayLeadsThroughThePagesAndBack() {
        add("a", "b", "c", "d", "e");

        Page first = page(2, Optional.empty());
        Page second = page(2, Optional.of(first.next()));
        Page last = page(2, Optional.of(second.next()));

        assertThat(List.of(first.names, second.names, last.names)).isEqualTo(
                List.of(List.of("a", "b"), List.of("c", "d"), List.of("e")));
        assertThat(first.cursors.prev()).isEmpty();
        assertThat(last.cursors.next()).isEmpty();
        assertThat(page(2, Optional.of(last.prev())).names).isEqualTo(second.names);
        assertThat(page(2, Optional.of(second.prev()))).isEqualTo(first);
    }

    @Test
    void aPageWithoutRowsLeadsBackToTheEndItStandsAt() {
        add("a", "b", "c", "d");
        Page first = page(2, Optional.empty());
        Page second = page(2, Optional.of(first.next()));
        remove("c", "d");

        Page beyondTheEnd = page(2, Optional.of(first.next()));
        assertThat(beyondTheEnd.names).isEmpty();
        assertThat(beyondTheEnd.cursors.next()).isEmpty();
        Page end = page(2, Optional.of(beyondTheEnd.prev()));
        assertThat(end.names).containsExactly("a", "b");
        assertThat(end.cursors).as("everything").isEqualTo(PageCursors.NONE);

        add("c");
        remove("a", "b");
        Page beforeTheBeginning = page(2, Optional.of(second.prev()));
        assertThat(beforeTheBeginning.names).isEmpty();
        assertThat(beforeTheBeginning.cursors.prev()).isEmpty();
        assertThat(page(2, Optional.of(beforeTheBeginning.next()))).isEqualTo(
                new Page(List.of("c"), PageCursors.NONE));
    }

    @Test
    void aPageThatHoldsNothingByRequestLeadsNowhere() {
        add("a", "b");

        assertThat(page(0, Optional.empty()).cursors).isEqualTo(PageCursors.NONE);
        assertThat(page(0, Optional.of(page(1, Optional.empty()).next())).cursors).isEqualTo(PageCursors.NONE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatStaysIsShownExactlyOnceWhateverComesAndGoes(boolean descending) {
        order = new Order<>(ROWS, List.of(new SortKey("mark", descending)));
        for (int walk = 0; walk < 300; walk++) {
            rows.clear();
            for (int i = random.nextInt(40); i > 0; i--) {
                rows.add(newRow());
            }
            int limit = 1 + random.nextInt(5);
            Page last = walk(page(limit, Optional.empty()), Direction.NEXT, limit);
            walk(last, Direction.PREVIOUS, limit);
        }
    }

    /** Follows one kind of cursor to its end; the first page counts in only when nothing has been shown yet. */
    private Page walk(Page from, Direction way, int limit) {
        Set<Row> lasting = new HashSet<>(rows);
        List<String> shown = new ArrayList<>(way == Direction.NEXT ? from.names : from.names.reversed());
        Page page = from;
        while ((way == Direction.NEXT ? page.cursors.next() : page.cursors.prev()).isPresent()) {
            disturb();
            lasting.retainAll(rows);
            page = page(limit, Optional.of(way == Direction.NEXT ? page.next() : page.prev()));
            assertThat(page.names).hasSizeLessThanOrEqualTo(limit);
            shown.addAll(way == Direction.NEXT ? page.names : page.names.reversed());
        }
        assertThat(shown).doesNotHaveDuplicates();
        Order<Row> walked = way == Direction.NEXT ? order : order.reversed();
        assertThat(shown.stream().filter(name -> lasting.stream().anyMatch(row -> row.name.equals(name))).toList())
                .isEqualTo(lasting.stream().sorted(walked).map(Row::name).toList());
        return page;
    }

    private void disturb() {
        if (random.nextBoolean()) {
            rows.add(newRow());
        }
        if (random.nextBoolean() && !rows.isEmpty()) {
            rows.remove(rows.stream().sorted(order).skip(random.nextInt(rows.size())).findFirst().orElseThrow());
        }
    }

    @Test
    void aCursorCountsForItsOwnQuestionSortAndDirectionOnly() {
        add("a", "b", "c");
        Cursor.Sent next = page(1, Optional.empty()).next();

        assertThat(start(7).resolve(List.of(), Optional.of(next))).contains(new Refusal.ForeignCursor(Direction.NEXT));
        assertThat(start(1).resolve(List.of(new SortKey("mark", false)), Optional.of(next)))
                .contains(new Refusal.ForeignCursor(Direction.NEXT));
        assertThat(start(1).resolve(List.of(), Optional.of(new Cursor.Sent(Direction.PREVIOUS, next.text()))))
                .contains(new Refusal.TurnedCursor(Direction.PREVIOUS));
        assertThat(start(1).resolve(List.of(), Optional.of(new Cursor.Sent(Direction.PREVIOUS, "x" + next.text()))))
                .contains(new Refusal.ForgedCursor(Direction.PREVIOUS));
        assertThat(start(1).resolve(List.of(new SortKey("mark", true)), Optional.of(next))).isEmpty();
    }

    private Row newRow() {
        return new Row("row-" + random.nextInt(100) + "-" + count++, random.nextInt(4) == 0 ? Optional.empty() : Optional.of(random.nextInt(6)));
    }

    private void add(String... names) {
        for (String name : names) {
            rows.add(new Row(name, Optional.empty()));
        }
    }

    private void remove(String... names) {
        rows.removeIf(row -> List.of(names).contains(row.name));
    }

    private static Start<Row> start(long question) {
        return new Start<>(ROWS, CURSORS, question);
    }

    private Page page(int limit, Optional<Cursor.Sent> cursor) {
        Start<Row> start = start(1);
        assertThat(start.resolve(cursor.isPresent() ? List.of() : order.keys(), cursor)).isEmpty();
        List<Row> found = rows.stream().filter(row -> start.order().isAfter(start.place(), row)).sorted(start.order())
                .limit(limit == 0 ? 0 : limit + 1).toList();
        Start.Slice<Row> slice = start.slice(found, limit, Function.identity());
        return new Page(slice.rows().stream().map(Row::name).toList(), slice.cursors());
    }
}
