package io.switchboard.projector.search;

import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Needed;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.index.IndexSchema;
import io.switchboard.projector.index.IndexTerms;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.search.Query;

/**
 * The pieces an order is searched in. Documents that have the value of the first key, cut into windows of it; then, or
 * before when walking back, those that lack it, which follow the order of the remaining keys. Pure but for the reader.
 */
final class SearchSections {

    private final IndexSchema schema;
    private final IndexReader reader;
    private final Windowing windowing;
    private final Filter filter;
    private final NumberRange range;
    private final Order<?> order;

    private SearchSections(IndexSchema schema, IndexReader reader, Windowing windowing, NumberRange.Split asked,
                           Order<?> order) {
        this.schema = schema;
        this.reader = reader;
        this.filter = asked.rest();
        this.range = asked.range();
        this.windowing = windowing;
        this.order = order;
    }

    /**
     * One piece.
     *
     * @param unset   fields that no document in it has
     * @param windows of the order within it
     * @param least   about so many documents, or texts, a window should hold at least: a smaller one takes as long
     */
    record Section(List<String> unset, OrderWindows windows, int least) {

        Query of(Query query) {
            return unset.isEmpty() ? query : IndexSorting.without(query, unset);
        }
    }

    /**
     * The pieces from this place on, in the order of the search.
     *
     * @param asked the filter; its range, of the first key if that is a time or a number, is in the windows
     */
    static List<Section> from(IndexSchema schema, IndexReader reader, Windowing windowing, NumberRange.Split asked,
                              Order<?> order, Optional<Order.Place> start) throws IOException {
        return IndexSorting.isOnDisk(schema, order) ? whole()
                : new SearchSections(schema, reader, windowing, asked, order).of(0, List.of(), start);
    }

    /** Everything in one piece. */
    static List<Section> whole() {
        return List.of(new Section(List.of(), new Whole(), 1));
    }

    private List<Section> of(int key, List<String> unset, Optional<Order.Place> start) throws IOException {
        if (key == order.keys().size()) {
            return List.of(new Section(unset,
                    terms(schema.identity(), order.backward(), start.map(Order.Place::identity)), windowing.leastByText()));
        }
        SortKey by = order.keys().get(key);
        Optional<Value> from = start.flatMap(place -> place.values().get(key));
        if (!schema.isNumeric(by)) {
            return List.of(new Section(unset, texts(by, key == order.keys().size() - 1, start, from.or(() -> bound(by))),
                    windowing.leastByText()));
        }
        List<Section> sections = new ArrayList<>();
        boolean amongUnset = start.isPresent() && from.isEmpty();
        // In the order asked for, what is set comes first.
        if (order.backward() || !amongUnset) {
            sections.add(new Section(unset, new NumberWindows(schema, reader, by.field(), order.falling(by),
                    key == 0 ? range : NumberRange.ALL, from), windowing.leastByTime()));
        }
        if (key == 0 && !range.equals(NumberRange.ALL)) {
            return sections;
        }
        if (!isAlwaysSet(by) && (amongUnset || start.isEmpty() || !order.backward())) {
            List<String> lacking = new ArrayList<>(unset);
            lacking.add(by.field());
            sections.addAll(of(key + 1, lacking, amongUnset ? start : Optional.empty()));
            if (order.backward()) {
                Collections.rotate(sections, -1);
            }
        }
        return sections;
    }

    /** Whether every document has the sort value. */
    private boolean isAlwaysSet(SortKey by) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            PointValues points = leaf.reader().getPointValues(by.field());
            if (points == null || points.getDocCount() < leaf.reader().maxDoc()) {
                return false;
            }
        }
        return true;
    }

    /** Before which value of the key the filter asks for nothing, if it says so. */
    private Optional<Value> bound(SortKey by) {
        return Needed.in(filter).filter(compare -> compare.field().name().equals(by.field()))
                .filter(compare -> switch (compare.relation()) {
                    case GT, GTE -> !order.falling(by);
                    case LT, LTE -> order.falling(by);
                    case EQ -> true;
                }).map(Filter.Compare::operand).findFirst();
    }

    private OrderWindows texts(SortKey by, boolean last, Optional<Order.Place> start, Optional<Value> from)
            throws IOException {
        Optional<String> text = from.map(value -> ((Value.Text) value).text());
        if (!by.field().equals("type")) {
            return terms(by.field(), order.falling(by), text);
        }
        // Between type and cid another key may stand; there are few types, so windows of types would be of no use.
        return last ? new TypeWindows(reader, order.falling(by), order.backward(), text,
                start.map(Order.Place::identity))
                : new Whole();
    }

    private OrderWindows terms(String field, boolean falling, Optional<String> from) {
        return new TermWindows(reader, field, falling, TermWindows.Range.ALL,
                from.map(IndexTerms::text));
    }

    /** All in one. */
    static final class Whole implements OrderWindows {
        private boolean left = true;

        @Override
        public Optional<Query> next(Query query, long documents) {
            Optional<Query> all = Optional.of(query).filter(q -> left);
            left = false;
            return all;
        }
    }
}
