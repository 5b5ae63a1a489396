package io.switchboard.projector.store;

import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Filter.Relation;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/** Times between two, in nanoseconds, both inclusive. */
record TimeRange(long low, long high) {

    static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    /** What stands in this relation, which is not equality, to a time. */
    static TimeRange of(Relation relation, long nanos) {
        return switch (relation) {
            case GT -> new TimeRange(nanos + 1, Long.MAX_VALUE);
            case GTE -> new TimeRange(nanos, Long.MAX_VALUE);
            case LT -> new TimeRange(Long.MIN_VALUE, nanos - 1);
            case LTE -> new TimeRange(Long.MIN_VALUE, nanos);
            case EQ -> throw new IllegalArgumentException("equality is no range");
        };
    }

    /** Whether this condition is a range of times. */
    static boolean isOne(Filter filter) {
        return filter instanceof Filter.Compare c && c.relation() != Relation.EQ && c.field().kind() == Field.Kind.TIME;
    }

    static TimeRange of(Filter.Compare range) {
        return of(range.relation(), IndexSorting.nanos(range.operand()));
    }

    TimeRange and(TimeRange other) {
        return new TimeRange(Math.max(low, other.low), Math.min(high, other.high));
    }

    /** The calls whose time of this name lies between. */
    Query of(String field) {
        return low > high ? MatchNoDocsQuery.INSTANCE : new IndexOrDocValuesQuery(
                LongPoint.newRangeQuery(field, low, high), NumericDocValuesField.newSlowRangeQuery(field, low, high));
    }

    /**
     * A filter in two parts that both have to hold.
     *
     * @param range between which times the field has to be; {@link #ALL} when the filter says nothing of that
     * @param rest  everything else
     */
    record Split(TimeRange range, Filter rest) {

        static Split of(Filter filter, String field) {
            TimeRange range = ALL;
            List<Filter> rest = new ArrayList<>();
            for (Filter part : parts(filter)) {
                if (isOne(part) && part instanceof Filter.Compare c && c.field().name().equals(field)) {
                    range = range.and(TimeRange.of(c));
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
