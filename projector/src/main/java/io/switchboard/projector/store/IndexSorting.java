package io.switchboard.projector.store;

import io.switchboard.events.call.CallCore;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** The orders of calls over the index. */
final class IndexSorting {

    /**
     * The order documents lie in on disk, which is the default order of answers: a default-sorted query then stops
     * after the documents it needs.
     */
    static final Sort ON_DISK = new Sort(new SortField("created_at", SortField.Type.LONG, true),
            new SortField("cid", SortField.Type.STRING));

    private static final Set<String> TIMES = Set.of("created_at", "updated_at", "starts_at", "ended_at");

    private static final Set<String> OPTIONAL = Set.of("starts_at", "ended_at");

    private IndexSorting() {
    }

    static Sort of(Order<CallCore> order) {
        List<SortField> fields = new ArrayList<>();
        order.keys().forEach(key -> fields.add(field(key, order.falling(key))));
        fields.add(new LazyTextOrder("cid", order.backward()));
        return new Sort(fields.toArray(SortField[]::new));
    }

    /** Whether documents lie in this order. */
    static boolean isOnDisk(Order<CallCore> order) {
        return of(order).equals(ON_DISK);
    }

    /** The place in the form the index wants it. */
    static FieldDoc after(Order<CallCore> order, Order.Place place) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < order.keys().size(); i++) {
            values.add(value(order.keys().get(i), place.values().get(i)));
        }
        values.add(new BytesRef(place.identity()));
        return new FieldDoc(Integer.MAX_VALUE, Float.NaN, values.toArray());
    }

    /** Where a hit stands. */
    static Order.Place place(Order<CallCore> order, FieldDoc hit) {
        List<Optional<Value>> values = new ArrayList<>(order.keys().size());
        for (int i = 0; i < order.keys().size(); i++) {
            values.add(value(order.keys().get(i), hit.fields[i]));
        }
        return new Order.Place(values, ((BytesRef) hit.fields[order.keys().size()]).utf8ToString());
    }

    /** Where the call of this id and creation time stands among all, newest first. */
    static Order.Place newest(long createdNanos, String cid) {
        return new Order.Place(List.of(Optional.of(new Value.Time(createdNanos))), cid);
    }

    private static Optional<Value> value(SortKey key, Object field) {
        if (!isTime(key)) {
            return Optional.of(new Value.Text(((BytesRef) field).utf8ToString()));
        }
        return !isAlwaysSet(key) && field.equals(unset(key)) ? Optional.empty() : Optional.of(new Value.Time((Long) field));
    }

    /** The query narrowed to where the page can lie, when the index can jump there. */
    static Query from(Query query, Order<CallCore> order, Optional<Order.Place> start) {
        SortKey first = order.keys().getFirst();
        if (start.isEmpty() || !first.field().equals("created_at") || !order.falling(first)) {
            return query;
        }
        return between(query, "created_at", Long.MIN_VALUE, nanos(start.get().values().getFirst().orElseThrow()));
    }

    /** What of the query lies between two times, both inclusive. */
    static Query between(Query query, String time, long low, long high) {
        Query values = NumericDocValuesField.newSlowRangeQuery(time, low, high);
        // Documents lie by created_at, so its values alone say where the range begins and ends.
        Query range = time.equals("created_at") ? values
                : new IndexOrDocValuesQuery(LongPoint.newRangeQuery(time, low, high), values);
        return new BooleanQuery.Builder().add(query, Occur.FILTER).add(range, Occur.FILTER).build();
    }

    /** What of the query lacks all these fields. */
    static Query without(Query query, List<String> fields) {
        BooleanQuery.Builder lacking = new BooleanQuery.Builder().add(query, Occur.FILTER);
        fields.forEach(field -> lacking.add(new TermQuery(new Term(CallDocument.SET, field)), Occur.MUST_NOT));
        return lacking.build();
    }

    static boolean isTime(SortKey key) {
        return TIMES.contains(key.field());
    }

    /** Whether every call has the sort value. */
    static boolean isAlwaysSet(SortKey key) {
        return !OPTIONAL.contains(key.field());
    }

    static long nanos(Value time) {
        return ((Value.Time) time).nanos();
    }

    private static SortField field(SortKey key, boolean falling) {
        if (!isTime(key)) {
            return new LazyTextOrder(key.field(), falling);
        }
        return key.field().equals("created_at")
                ? new SortField(key.field(), SortField.Type.LONG, falling)
                : new SortField(key.field(), SortField.Type.LONG, falling, unset(key));
    }

    private static Object value(SortKey key, Optional<Value> value) {
        return switch (value.orElse(null)) {
            case null -> unset(key);
            case Value.Time time -> time.nanos();
            case Value.Text text -> new BytesRef(text.text());
            case Value.Flag flag -> throw new IllegalArgumentException("no call sorts by a flag");
            case Value.Number number -> throw new IllegalArgumentException("no call sorts by a number");
        };
    }

    /** What is not set comes last in either direction, and so first in either when walked backward. */
    private static Long unset(SortKey key) {
        return key.descending() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
