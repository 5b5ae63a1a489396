package io.switchboard.projector.search;

import io.switchboard.projector.filter.Value;
import io.switchboard.projector.index.IndexSchema;
import io.switchboard.projector.index.IndexTerms;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;

/** The orders of calls, and of rows of them, over an index. */
final class IndexSorting {

    private IndexSorting() {
    }

    static Sort of(IndexSchema schema, Order<?> order) {
        List<SortField> fields = new ArrayList<>();
        order.keys().forEach(key -> fields.add(field(schema, key, order.falling(key))));
        fields.add(new LazyTextOrder(schema.identity(), order.backward()));
        return new Sort(fields.toArray(SortField[]::new));
    }

    /** Whether documents lie in this order. */
    static boolean isOnDisk(IndexSchema schema, Order<?> order) {
        return schema.liesBy().isPresent() && of(schema, order).equals(IndexSchema.ORDER_OF_CALLS);
    }

    /** The place in the form the index wants it. */
    static FieldDoc after(Order<?> order, Order.Place place) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < order.keys().size(); i++) {
            values.add(value(order.keys().get(i), place.values().get(i)));
        }
        values.add(new BytesRef(place.identity()));
        return new FieldDoc(Integer.MAX_VALUE, Float.NaN, values.toArray());
    }

    /** Where a hit stands. */
    static Order.Place place(IndexSchema schema, Order<?> order, FieldDoc hit) {
        List<Optional<Value>> values = new ArrayList<>(order.keys().size());
        for (int i = 0; i < order.keys().size(); i++) {
            values.add(value(schema, order.keys().get(i), hit.fields[i]));
        }
        return new Order.Place(values, ((BytesRef) hit.fields[order.keys().size()]).utf8ToString());
    }

    /** Where the call of this id and creation time stands among all, newest first. */
    static Order.Place newest(long createdNanos, String cid) {
        return new Order.Place(List.of(Optional.of(new Value.Time(createdNanos))), cid);
    }

    private static Optional<Value> value(IndexSchema schema, SortKey key, Object field) {
        if (!schema.isNumeric(key)) {
            return Optional.of(new Value.Text(((BytesRef) field).utf8ToString()));
        }
        return field.equals(unset(key)) ? Optional.empty()
                : Optional.of(IndexTerms.value(schema.kind(key), (Long) field));
    }

    /** The query narrowed to where the page can lie, when the index can jump there. */
    static Query from(IndexSchema schema, Query query, Order<?> order, Optional<Order.Place> start) {
        SortKey first = order.keys().getFirst();
        if (start.isEmpty() || !schema.liesBy(first.field()) || !order.falling(first)) {
            return query;
        }
        Value last = start.get().values().getFirst().orElseThrow();
        return between(schema, query, first.field(), Long.MIN_VALUE, IndexTerms.number(last));
    }

    /** What of the query has a field between two numbers, both inclusive. */
    static Query between(IndexSchema schema, Query query, String field, long low, long high) {
        Query values = NumericDocValuesField.newSlowRangeQuery(field, low, high);
        // Where documents lie by it, its values alone say where the range begins and ends.
        Query range = schema.liesBy(field) ? values
                : new IndexOrDocValuesQuery(LongPoint.newRangeQuery(field, low, high), values);
        return new BooleanQuery.Builder().add(query, Occur.FILTER).add(range, Occur.FILTER).build();
    }

    /** What of the query lacks all these fields. */
    static Query without(Query query, List<String> fields) {
        BooleanQuery.Builder lacking = new BooleanQuery.Builder().add(query, Occur.FILTER);
        fields.forEach(field -> lacking.add(new FieldExistsQuery(field), Occur.MUST_NOT));
        return lacking.build();
    }

    private static SortField field(IndexSchema schema, SortKey key, boolean falling) {
        if (!schema.isNumeric(key)) {
            return new LazyTextOrder(key.field(), falling);
        }
        return schema.liesBy(key.field())
                ? new SortField(key.field(), SortField.Type.LONG, falling)
                : new SortField(key.field(), SortField.Type.LONG, falling, unset(key));
    }

    private static Object value(SortKey key, Optional<Value> value) {
        return switch (value.orElse(null)) {
            case null -> unset(key);
            case Value.Text text -> new BytesRef(text.text());
            case Value set -> IndexTerms.number(set);
        };
    }

    /** What is not set comes last in either direction, and so first in either when walked backward. */
    private static Long unset(SortKey key) {
        return key.descending() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
