package io.switchboard.projector.store;

import io.switchboard.events.call.CallCore;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
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

    private IndexSorting() {
    }

    static Sort of(Order<CallCore> order) {
        List<SortField> fields = new ArrayList<>();
        order.keys().forEach(key -> fields.add(field(key)));
        fields.add(new SortField("cid", SortField.Type.STRING));
        return new Sort(fields.toArray(SortField[]::new));
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

    /** The query narrowed to where the page can lie, when the index can jump there. */
    static Query from(Query query, Order<CallCore> order, Optional<Order.Place> start) {
        SortKey first = order.keys().getFirst();
        if (start.isEmpty() || !first.field().equals("created_at") || !first.descending()) {
            return query;
        }
        long nanos = ((Value.Time) start.get().values().getFirst().orElseThrow()).nanos();
        return new BooleanQuery.Builder().add(query, Occur.FILTER)
                .add(NumericDocValuesField.newSlowRangeQuery("created_at", Long.MIN_VALUE, nanos), Occur.FILTER).build();
    }

    private static SortField field(SortKey key) {
        if (!TIMES.contains(key.field())) {
            return new SortField(key.field(), SortField.Type.STRING, key.descending());
        }
        return key.field().equals("created_at")
                ? new SortField(key.field(), SortField.Type.LONG, key.descending())
                : new SortField(key.field(), SortField.Type.LONG, key.descending(), unset(key));
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

    /** What is not set comes last in either direction. */
    private static Long unset(SortKey key) {
        return key.descending() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
