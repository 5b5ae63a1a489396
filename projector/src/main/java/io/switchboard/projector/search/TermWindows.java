package io.switchboard.projector.search;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Cuts an order by a text field into windows. A segment numbers the field's different texts in their order, so the text
 * that is so many texts further on is looked up by its number. For one search.
 */
final class TermWindows implements OrderWindows {

    private final IndexReader reader;
    private final String field;
    private final boolean falling;
    private final Range range;
    private boolean left = true;
    /** Where the next window begins. */
    private Bound next;

    /**
     * Some of the field's texts.
     *
     * @param low  the first of them; empty for the first of all
     * @param high the first after them; empty when there is none
     */
    record Range(Optional<BytesRef> low, Optional<BytesRef> high) {
        static final Range ALL = new Range(Optional.empty(), Optional.empty());
    }

    private record Bound(Optional<BytesRef> text, boolean inclusive) {
    }

    /** @param from where the first window begins, inclusive; empty for the beginning of the order */
    TermWindows(IndexReader reader, String field, boolean falling, Range range, Optional<BytesRef> from) {
        this.reader = reader;
        this.field = field;
        this.falling = falling;
        this.range = range;
        this.next = from.isPresent() ? new Bound(from, true)
                : falling ? new Bound(range.high(), false) : new Bound(range.low(), true);
    }

    @Override
    public Optional<Query> next(Query query, long texts) throws IOException {
        if (!left) {
            return Optional.empty();
        }
        Optional<BytesRef> end = Optional.empty();
        for (LeafReaderContext leaf : reader.leaves()) {
            Optional<BytesRef> here = end(DocValues.getSorted(leaf.reader(), field),
                    OrderWindows.share(texts, leaf, reader));
            end = end.isEmpty() || here.isPresent() && nearer(here.get(), end.get()) ? here : end;
        }
        left = end.isPresent();
        Bound first = next;
        Bound last = left ? new Bound(end, true) : falling ? new Bound(range.low(), true) : new Bound(range.high(), false);
        next = new Bound(end, false);
        return Optional.of(falling ? between(query, last, first) : between(query, first, last));
    }

    private boolean nearer(BytesRef a, BytesRef b) {
        return falling ? a.compareTo(b) > 0 : a.compareTo(b) < 0;
    }

    /** The text up to which a segment has so many from here on; empty when it has fewer. */
    private Optional<BytesRef> end(SortedDocValues values, long texts) throws IOException {
        int begin = falling ? number(values, next.text(), next.inclusive(), values.getValueCount()) - 1
                : number(values, next.text(), !next.inclusive(), 0);
        long end = falling ? begin - texts : begin + texts;
        int limit = falling ? number(values, range.low(), false, 0) - 1
                : number(values, range.high(), false, values.getValueCount());
        return (falling ? end > limit : end < limit) ? Optional.of(BytesRef.deepCopyOf(values.lookupOrd((int) end)))
                : Optional.empty();
    }

    /** How many texts of the segment are below this one, it included if asked for; a default when there is none. */
    private static int number(SortedDocValues values, Optional<BytesRef> text, boolean including, int otherwise)
            throws IOException {
        if (text.isEmpty()) {
            return otherwise;
        }
        int found = values.lookupTerm(text.get());
        return found < 0 ? -found - 1 : including ? found + 1 : found;
    }

    private Query between(Query query, Bound low, Bound high) {
        return new BooleanQuery.Builder().add(query, Occur.FILTER)
                .add(new TermRangeQuery(field, low.text().orElse(null), high.text().orElse(null), low.inclusive(),
                        high.inclusive()), Occur.FILTER).build();
    }
}
