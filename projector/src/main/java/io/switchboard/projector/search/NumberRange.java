package io.switchboard.projector.search;

import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Filter.Relation;
import io.switchboard.projector.index.IndexTerms;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/** Times or numbers between two, both inclusive, as the index has them. */
record NumberRange(long low, long high) {

    static final NumberRange ALL = new NumberRange(Long.MIN_VALUE, Long.MAX_VALUE);

    /** What stands in this relation, which is not equality, to a number. */
    static NumberRange of(Relation relation, long number) {
        return switch (relation) {
            case GT -> new NumberRange(number + 1, Long.MAX_VALUE);
            case GTE -> new NumberRange(number, Long.MAX_VALUE);
            case LT -> new NumberRange(Long.MIN_VALUE, number - 1);
            case LTE -> new NumberRange(Long.MIN_VALUE, number);
            case EQ -> throw new IllegalArgumentException("equality is no range");
        };
    }

    /** Whether this condition is a range of times or numbers. */
    static boolean isOne(Filter filter) {
        return filter instanceof Filter.Compare c && c.relation() != Relation.EQ && IndexTerms.isNumeric(c.field().kind());
    }

    static NumberRange of(Filter.Compare range) {
        return of(range.relation(), IndexTerms.number(range.operand()));
    }

    NumberRange and(NumberRange other) {
        return new NumberRange(Math.max(low, other.low), Math.min(high, other.high));
    }

    /** The documents whose field of this name lies between. */
    Query of(String field) {
        return low > high ? MatchNoDocsQuery.INSTANCE : new IndexOrDocValuesQuery(
                LongPoint.newRangeQuery(field, low, high), NumericDocValuesField.newSlowRangeQuery(field, low, high));
    }

    /**
     * A filter in two parts that both have to hold.
     *
     * @param range between what the field has to be; {@link #ALL} when the filter says nothing of that
     * @param rest  everything else
     */
    record Split(NumberRange range, Filter rest) {

        static Split of(Filter filter, String field) {
            NumberRange range = ALL;
            List<Filter> rest = new ArrayList<>();
            for (Filter part : parts(filter)) {
                if (isOne(part) && part instanceof Filter.Compare c && c.field().name().equals(field)) {
                    range = range.and(NumberRange.of(c));
                } else {
                    rest.add(part);
                }
            }
            return new Split(range, new Filter.And(rest));
        }

        private static List<Filter> parts(Filter filter) {
            return filter instanceof Filter.And and ? and.all().stream().flatMap(part -> parts(part).stream()).toList()
                    : List.of(filter);
        }
    }
}
