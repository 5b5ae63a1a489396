package io.switchboard.projector.serving;

import io.switchboard.projector.page.Cursor;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.page.Sortable;
import io.switchboard.projector.query.Refusal;
import java.util.List;
import java.util.Optional;

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
    Optional<Refusal> resolve(List<SortKey> sort, Optional<String> next) {
        Optional<Refusal> unknown = unknown(sort, sortable);
        if (unknown.isPresent()) {
            return unknown;
        }
        order = new Order<>(sortable, sort);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        Optional<Cursor> cursor = cursors.decode(next.get());
        if (cursor.isEmpty()) {
            return Optional.of(new Refusal.ForgedCursor());
        }
        if (cursor.get().question() != question || !sort.isEmpty() && !order.keys().equals(cursor.get().keys())) {
            return Optional.of(new Refusal.ForeignCursor());
        }
        order = new Order<>(sortable, cursor.get().keys());
        place = Optional.of(cursor.get().place());
        return Optional.empty();
    }

    /** @return the refusal of the first key that these rows cannot be sorted by */
    static Optional<Refusal> unknown(List<SortKey> sort, Sortable<?> sortable) {
        return sort.stream().map(SortKey::field).filter(field -> sortable.by(field).isEmpty()).findFirst()
                .map(field -> new Refusal.UnknownSort(field, sortable.names()));
    }

    Order<T> order() {
        return order;
    }

    Optional<Order.Place> place() {
        return place;
    }

    /** The cursor of the page that follows this row. */
    String after(T last) {
        return cursors.encode(new Cursor(Cursor.Direction.NEXT, question, order.keys(), order.place(last)));
    }
}
