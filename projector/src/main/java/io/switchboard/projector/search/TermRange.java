package io.switchboard.projector.search;

import io.switchboard.projector.filter.Filter.Relation;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;

/**
 * A range of a field's terms. The documents of a few rare terms are listed, in no time. When there are many, it is
 * cheaper to ask of a document that comes up whether the number of one of its values lies in the range: what else is
 * asked for, or the order, decides which documents come up. How many there are is known once the index is.
 */
final class TermRange extends Query {

    private final String field;
    private final String values;
    private final Bound low;
    private final Bound high;
    private final int few;

    /** @param term empty for no bound */
    record Bound(Optional<BytesRef> term, boolean inclusive) {
        static final Bound NONE = new Bound(Optional.empty(), true);

        static Bound at(BytesRef term, boolean inclusive) {
            return new Bound(Optional.of(term), inclusive);
        }

        /** @param direction 1 when the larger term is the narrower bound, -1 when the smaller one is */
        private Bound narrower(Bound other, int direction) {
            if (term.isEmpty() || other.term.isEmpty()) {
                return term.isEmpty() ? other : this;
            }
            int order = direction * term.get().compareTo(other.term.get());
            return order > 0 || order == 0 && !inclusive ? this : other;
        }

        @Override
        public String toString() {
            return term.map(Term::toString).orElse("*");
        }
    }

    private TermRange(String field, String values, Bound low, Bound high, int few) {
        this.field = field;
        this.values = values;
        this.low = low;
        this.high = high;
        this.few = few;
    }

    /**
     * Of a field whose terms are also its doc values, of which a document has at most one.
     *
     * @param few so many documents are listed rather than asked
     */
    static TermRange ofOne(String field, Relation relation, BytesRef term, int few) {
        return switch (relation) {
            case GT, GTE -> new TermRange(field, field, Bound.at(term, relation == Relation.GTE), Bound.NONE, few);
            case LT, LTE -> new TermRange(field, field, Bound.NONE, Bound.at(term, relation == Relation.LTE), few);
            case EQ -> throw new IllegalArgumentException("equality is no range");
        };
    }

    /**
     * Of a field of which a document may have several terms.
     *
     * @param values the field of the doc values in which those of the range are
     * @param few    so many documents are listed rather than asked
     */
    static TermRange ofSeveral(String field, String values, Bound low, Bound high, int few) {
        return new TermRange(field, values, low, high, few);
    }

    String field() {
        return field;
    }

    /** What lies in this range and in another one of the same field, of which a document has at most one value. */
    TermRange and(TermRange other) {
        return new TermRange(field, values, low.narrower(other.low, 1), high.narrower(other.high, -1), few);
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        BytesRef from = low.term.orElse(null);
        BytesRef to = high.term.orElse(null);
        return isRare(searcher) ? new TermRangeQuery(field, from, to, low.inclusive, high.inclusive)
                : SortedSetDocValuesField.newSlowRangeQuery(values, from, to, low.inclusive, high.inclusive);
    }

    private boolean isRare(IndexSearcher searcher) throws IOException {
        long documents = 0;
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            documents += documents(leaf.reader(), few - documents);
        }
        return documents <= few;
    }

    /** About how many documents of a segment have terms of the range; not exact once it is more than {@code enough}. */
    private long documents(LeafReader segment, long enough) throws IOException {
        Terms terms = segment.terms(field);
        if (terms == null) {
            return 0;
        }
        TermsEnum each = terms.iterator();
        if (each.seekCeil(low.term.orElse(new BytesRef())) == TermsEnum.SeekStatus.END) {
            return 0;
        }
        long documents = 0;
        do {
            if (high.term.isPresent() && each.term().compareTo(high.term.get()) > 0) {
                break;
            }
            documents += each.docFreq();
        } while (documents <= enough && each.next() != null);
        return documents;
    }

    @Override
    public String toString(String defaultField) {
        return field + ":" + (low.inclusive ? "[" : "{") + low + " TO " + high + (high.inclusive ? "]" : "}");
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TermRange that && field.equals(that.field) && values.equals(that.values)
                && low.equals(that.low) && high.equals(that.high) && few == that.few;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * field.hashCode() + values.hashCode()) + low.hashCode()) + high.hashCode();
    }
}
