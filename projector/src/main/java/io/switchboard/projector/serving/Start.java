package io.switchboard.projector.serving;

import io.switchboard.projector.page.Cursor;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.page.Sortable;
import io.switchboard.projector.query.PageCursors;
import io.switchboard.projector.query.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Where a page starts and in which order it comes, from the request's sort and cursor: a sort alone, a cursor alone
 * (which remembers its sort), or both if they agree. For one query; call {@link #resolve} first.
 */
final class Start<T> {

    private final Sortable<T> sortable;
    private final CursorCodec cursors;
    private final long question;
    private Order<T> order;
    private Optional<Order.Place> place = Optional.empty();

    Start(Sortable<T> sortable, CursorCodec cursors, long question) {
        this.sortable = sortable;
        this.cursors = cursors;
        this.question = question;
        this.order = new Order<>(sortable, List.of());
    }

    /** @return why the request cannot be answered, if it cannot */
    Optional<Refusal> resolve(List<SortKey> sort, Optional<Cursor.Sent> sent) {
        Optional<Refusal> unknown = unknown(sort, sortable);
        if (unknown.isPresent()) {
            return unknown;
        }
        order = new Order<>(sortable, sort);
        return sent.isEmpty() ? Optional.empty() : resume(sent.get(), !sort.isEmpty());
    }

    private Optional<Refusal> resume(Cursor.Sent sent, boolean sorted) {
        Optional<Cursor> decoded = cursors.decode(sent.text());
        if (decoded.isEmpty()) {
            return Optional.of(new Refusal.ForgedCursor(sent.direction()));
        }
        Cursor cursor = decoded.get();
        if (cursor.question() != question || sorted && !order.keys().equals(cursor.keys())) {
            return Optional.of(new Refusal.ForeignCursor(sent.direction()));
        }
        if (cursor.direction() != sent.direction()) {
            return Optional.of(new Refusal.TurnedCursor(sent.direction()));
        }
        order = new Order<>(sortable, cursor.keys(), cursor.direction() == Cursor.Direction.PREVIOUS);
        place = cursor.place();
        return Optional.empty();
    }

    /** @return the refusal of the first key that these rows cannot be sorted by */
    static Optional<Refusal> unknown(List<SortKey> sort, Sortable<?> sortable) {
        return IntStream.range(0, sort.size()).filter(i -> sortable.by(sort.get(i).field()).isEmpty()).boxed().findFirst()
                .map(i -> new Refusal.UnknownSort(i, sort.get(i).field(), sortable.names()));
    }

    /** In which the page is looked for: backward when it is the one before the cursor. */
    Order<T> order() {
        return order;
    }

    Optional<Order.Place> place() {
        return place;
    }

    /**
     * The page, in the order the client asked for.
     *
     * @param found in the order of looking, one row more than the page holds when more follow that way
     * @param limit of the page
     * @param row   what of a found row the order knows
     */
    <R> Slice<R> slice(List<R> found, int limit, Function<R, T> row) {
        boolean more = found.size() > limit;
        List<R> kept = more ? found.subList(0, limit) : found;
        List<R> rows = order.backward() ? kept.reversed() : kept;
        if (limit == 0) {
            return new Slice<>(rows, PageCursors.NONE);
        }
        boolean before = order.backward() ? more : place.isPresent();
        boolean after = order.backward() ? place.isPresent() : more;
        return new Slice<>(rows, new PageCursors(
                before ? Optional.of(cursor(Cursor.Direction.PREVIOUS, rows.stream().findFirst().map(row))) : Optional.empty(),
                after ? Optional.of(cursor(Cursor.Direction.NEXT, rows.reversed().stream().findFirst().map(row)))
                        : Optional.empty()));
    }

    /** A page and the way on from it. */
    record Slice<R>(List<R> rows, PageCursors cursors) {
    }

    private String cursor(Cursor.Direction direction, Optional<T> from) {
        return cursors.encode(new Cursor(direction, question, order.keys(), from.map(order::place)));
    }
}
