package io.switchboard.projector.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Keeps the first {@code count}, by {@code order}, of any number of rows. Not thread-safe. */
public final class Best<T> {

    private final Comparator<T> order;
    private final int count;
    private final PriorityQueue<T> lastFirst;

    /** @param count at least one */
    public Best(Comparator<T> order, int count) {
        this.order = order;
        this.count = count;
        this.lastFirst = new PriorityQueue<>(order.reversed());
    }

    public void offer(T row) {
        if (lastFirst.size() < count) {
            lastFirst.add(row);
        } else if (order.compare(row, lastFirst.peek()) < 0) {
            lastFirst.poll();
            lastFirst.add(row);
        }
    }

    /** The last of the rows kept, once they are {@code count}: only what comes before it is still of interest. */
    public Optional<T> worst() {
        return lastFirst.size() < count ? Optional.empty() : Optional.of(lastFirst.peek());
    }

    /** The rows kept, in order. */
    public List<T> sorted() {
        List<T> rows = new ArrayList<>(lastFirst);
        rows.sort(order);
        return rows;
    }
}
