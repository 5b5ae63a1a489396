package io.switchboard.projector.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.testing.Oracle;
import io.switchboard.projector.view.ReadView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something to ask a shard and an oracle alike.
 *
 * @param text  for messages
 * @param pages how a shard answers
 * @param truth how an oracle does
 */
record Question<T>(String text, Order<T> order, Pages<T> pages, Truth<T> truth) {

    /** The first rows after a place. */
    interface Pages<T> {
        List<T> page(ReadView view, Optional<Order.Place> start, int count);
    }

    /** The same, by looking at everything there is. */
    interface Truth<T> {
        List<T> page(Oracle oracle, Optional<Order.Place> start, int count);
    }

    static Question<CallCore> calls(Filter filter, Order<CallCore> order) {
        return new Question<>("calls " + filter + " " + order.keys(), order,
                (view, start, count) -> view.calls(filter, order, start, count),
                (oracle, start, count) -> oracle.calls(filter, order, start, count));
    }

    static Question<Member> members(Cid cid, Filter filter, Order<Member> order) {
        return new Question<>("members of " + cid + " " + filter + " " + order.keys(), order,
                (view, start, count) -> view.members(cid, filter, order, start, count),
                (oracle, start, count) -> oracle.members(cid, filter, order, start, count));
    }

    static <T> Question<T> rows(Listing<T> listing, Filter filter, Order<T> order) {
        return new Question<>(listing.name() + " " + filter + " " + order.keys(), order,
                (view, start, count) -> view.rows(listing, filter, order, start, count),
                (oracle, start, count) -> oracle.rows(listing, filter, order).stream()
                        .filter(row -> order.isAfter(start, row)).limit(count).toList());
    }

    /** Compares all pages; returns how many rows they have. */
    int compare(ReadView view, Oracle oracle, int pageSize) {
        return compare(view, oracle, Optional.empty(), pageSize, Integer.MAX_VALUE);
    }

    /** Compares at most so many pages from a place on; returns how many rows they have. */
    int compare(ReadView view, Oracle oracle, Optional<Order.Place> start, int pageSize, int mostPages) {
        List<T> all = new ArrayList<>();
        Optional<Order.Place> from = start;
        int pages = 0;
        List<T> page;
        do {
            page = this.pages.page(view, from, pageSize);
            all.addAll(page);
            from = page.isEmpty() ? from : Optional.of(order.place(page.getLast()));
            pages++;
        } while (page.size() == pageSize && pages < mostPages);
        long asked = Math.min(Integer.MAX_VALUE, (long) pages * pageSize);
        assertRows(all, truth.page(oracle, start, page.size() < pageSize ? Integer.MAX_VALUE : (int) asked));
        return all.size();
    }

    /** Names, which are short, before whole rows. */
    void assertRows(List<T> found, List<T> expected) {
        if (!found.equals(expected)) {
            assertThat(places(found)).as(text).isEqualTo(places(expected));
            assertThat(found).as(text).isEqualTo(expected);
        }
    }

    private List<String> places(List<T> rows) {
        return rows.stream().map(row -> order.place(row).identity()).toList();
    }
}
