package io.switchboard.projector.store;

import io.switchboard.projector.filter.Filter.Relation;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;

/**
 * A range of a text field that every document has one of. A few texts are found by their terms, in no time; of many it
 * is cheaper to look at the number of each document's text. How many there are is known once the index is.
 */
final class TextRange extends Query {

    private static final int FEW = 1_024;

    private final String field;
    private final Bound low;
    private final Bound high;

    /** @param text empty for no bound */
    private record Bound(Optional<BytesRef> text, boolean inclusive) {
        static final Bound NONE = new Bound(Optional.empty(), true);
    }

    private TextRange(String field, Bound low, Bound high) {
        this.field = field;
        this.low = low;
        this.high = high;
    }

    static TextRange of(String field, Relation relation, BytesRef text) {
        return switch (relation) {
            case GT -> new TextRange(field, new Bound(Optional.of(text), false), Bound.NONE);
            case GTE -> new TextRange(field, new Bound(Optional.of(text), true), Bound.NONE);
            case LT -> new TextRange(field, Bound.NONE, new Bound(Optional.of(text), false));
            case LTE -> new TextRange(field, Bound.NONE, new Bound(Optional.of(text), true));
            case EQ -> throw new IllegalArgumentException("equality is no range");
        };
    }

    String field() {
        return field;
    }

    /** What lies in this range and in another one of the same field. */
    TextRange and(TextRange other) {
        return new TextRange(field, narrower(low, other.low, 1), narrower(high, other.high, -1));
    }

    /** @param direction 1 when the larger text is the narrower bound, -1 when the smaller one is */
    private static Bound narrower(Bound a, Bound b, int direction) {
        if (a.text.isEmpty() || b.text.isEmpty()) {
            return a.text.isEmpty() ? b : a;
        }
        int order = direction * a.text.get().compareTo(b.text.get());
        return order > 0 || order == 0 && !a.inclusive ? a : b;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        long texts = 0;
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            SortedDocValues values = DocValues.getSorted(leaf.reader(), field);
            texts += Math.max(0, number(values, high, values.getValueCount()) - number(values, low, 0));
        }
        BytesRef from = low.text.orElse(null);
        BytesRef to = high.text.orElse(null);
        return texts <= FEW ? new TermRangeQuery(field, from, to, low.inclusive, high.inclusive)
                : SortedDocValuesField.newSlowRangeQuery(field, from, to, low.inclusive, high.inclusive);
    }

    /** About how many texts of a segment are below the bound; one more or less makes no difference here. */
    private static int number(SortedDocValues values, Bound bound, int otherwise) throws IOException {
        if (bound.text.isEmpty()) {
            return otherwise;
        }
        int found = values.lookupTerm(bound.text.get());
        return found < 0 ? -found - 1 : found;
    }

    @Override
    public String toString(String defaultField) {
        return field + ":" + (low.inclusive ? "[" : "{") + shown(low) + " TO " + shown(high) + (high.inclusive ? "]" : "}");
    }

    private static String shown(Bound bound) {
        return bound.text.map(BytesRef::utf8ToString).orElse("*");
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextRange that && field.equals(that.field) && low.equals(that.low) && high.equals(that.high);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * field.hashCode() + low.hashCode()) + high.hashCode();
    }
}
