package io.switchboard.projector.store;

import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Filter.Relation;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.filter.WordSearch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;

/** The filter language over the index: the fast reader beside {@link io.switchboard.projector.filter.Evaluator}. */
final class IndexQueries {

    /** Text fields of which every call has exactly one, so that two ranges of one are their common part. */
    private static final Set<String> ALWAYS_SET = Set.of("cid", "id", "type");
    private static final Set<String> OPTIONAL = Set.of("team", "parent_call_cid", "starts_at", "ended_at");

    private IndexQueries() {
    }

    static Query of(Filter filter) {
        return switch (filter) {
            case Filter.And and -> all(and.all());
            case Filter.Or or -> any(or.any());
            case Filter.Not not -> not(of(not.part()));
            case Filter.Words words -> words(words.field(), words.search());
            case Filter.Exists exists -> exists(exists);
            case Filter.In in -> in(in.field(), in.values());
            case Filter.Compare c when c.relation() == Relation.EQ -> in(c.field(), List.of(c.operand()));
            case Filter.Compare c -> range(c);
        };
    }

    private static Query all(List<Filter> parts) {
        if (parts.isEmpty()) {
            return MatchAllDocsQuery.INSTANCE;
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        // Both ends of a range come as conditions of their own; each alone may hold for half of all calls.
        Map<String, TextRange> ranges = new LinkedHashMap<>();
        for (Filter part : parts) {
            Query query = of(part);
            if (query instanceof TextRange range) {
                ranges.merge(range.field(), range, TextRange::and);
            } else {
                all.add(query, Occur.FILTER);
            }
        }
        ranges.values().forEach(range -> all.add(range, Occur.FILTER));
        return all.build();
    }

    private static Query any(List<Filter> parts) {
        if (parts.isEmpty()) {
            return MatchNoDocsQuery.INSTANCE;
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        parts.forEach(part -> any.add(of(part), Occur.SHOULD));
        return any.build();
    }

    private static Query exists(Filter.Exists exists) {
        Field field = exists.field();
        Query set = switch (field.kind()) {
            case CUSTOM -> new TermQuery(new Term(CallDocument.CUSTOM, IndexTerms.customSet(field.path())));
            case TEXT, TIME, FLAG -> OPTIONAL.contains(field.name())
                    ? new TermQuery(new Term(CallDocument.SET, field.name())) : MatchAllDocsQuery.INSTANCE;
            case TEXTS -> throw new IllegalArgumentException("'" + field.name() + "' is asked by containment only");
            case NUMBER -> throw notOfCalls(field);
        };
        return exists.present() ? set : not(set);
    }

    private static Query in(Field field, List<Value> values) {
        if (values.isEmpty()) {
            return MatchNoDocsQuery.INSTANCE;
        }
        return switch (field.kind()) {
            case TEXT, TEXTS -> terms(field.name(), values.stream().map(v -> IndexTerms.text(text(v))).toList());
            case CUSTOM -> terms(CallDocument.CUSTOM,
                    values.stream().map(v -> IndexTerms.custom(field.path(), v)).toList());
            case TIME -> LongPoint.newSetQuery(field.name(), values.stream().mapToLong(IndexQueries::nanos).toArray());
            case FLAG -> terms(field.name(), values.stream().map(v -> CallDocument.flag(((Value.Flag) v).set())).toList());
            case NUMBER -> throw notOfCalls(field);
        };
    }

    private static Query range(Filter.Compare compare) {
        Field field = compare.field();
        return switch (field.kind()) {
            case TIME -> timeRange(field.name(), compare.relation(), nanos(compare.operand()));
            case TEXT -> textRange(field.name(), compare.relation(), IndexTerms.text(text(compare.operand())));
            case CUSTOM -> customRange(field.path(), compare.relation(), compare.operand());
            case FLAG, TEXTS -> throw new IllegalArgumentException("'" + field.name() + "' has no order");
            case NUMBER -> throw notOfCalls(field);
        };
    }

    private static IllegalArgumentException notOfCalls(Field field) {
        return new IllegalArgumentException("'" + field.name() + "' is no field of calls");
    }

    private static Query timeRange(String field, Relation relation, long nanos) {
        long low = switch (relation) {
            case GT -> nanos + 1;
            case GTE, EQ -> nanos;
            case LT, LTE -> Long.MIN_VALUE;
        };
        long high = switch (relation) {
            case LT -> nanos - 1;
            case LTE, EQ -> nanos;
            case GT, GTE -> Long.MAX_VALUE;
        };
        return new IndexOrDocValuesQuery(LongPoint.newRangeQuery(field, low, high),
                NumericDocValuesField.newSlowRangeQuery(field, low, high));
    }

    private static Query textRange(String field, Relation relation, BytesRef operand) {
        if (ALWAYS_SET.contains(field)) {
            return TextRange.of(field, relation, operand);
        }
        boolean below = relation == Relation.LT || relation == Relation.LTE;
        boolean inclusive = relation == Relation.LTE || relation == Relation.GTE;
        BytesRef low = below ? null : operand;
        BytesRef high = below ? operand : null;
        return new TermRangeQuery(field, low, high, inclusive, inclusive);
    }

    private static Query customRange(String path, Relation relation, Value operand) {
        BytesRef term = IndexTerms.custom(path, operand);
        return switch (relation) {
            case GT, GTE, EQ -> new TermRangeQuery(CallDocument.CUSTOM, term, IndexTerms.customEnd(path, operand),
                    relation != Relation.GT, false);
            case LT, LTE -> new TermRangeQuery(CallDocument.CUSTOM, IndexTerms.customStart(path, operand), term,
                    true, relation == Relation.LTE);
        };
    }

    private static Query terms(String field, List<BytesRef> terms) {
        return terms.size() == 1 ? new TermQuery(new Term(field, terms.getFirst())) : new TermInSetQuery(field, terms);
    }

    private static Query words(Field field, WordSearch search) {
        if (field.kind() != Field.Kind.CUSTOM) {
            throw new IllegalArgumentException("'" + field.name() + "' of calls has no words: no field table offers that");
        }
        if (search.count() == 0) {
            return MatchNoDocsQuery.INSTANCE;
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        search.whole().forEach(word -> all.add(new TermQuery(word(field, word)), Occur.FILTER));
        search.begun().ifPresent(beginning -> all.add(new PrefixQuery(word(field, beginning)), Occur.FILTER));
        return all.build();
    }

    private static Term word(Field field, String word) {
        return new Term(CallDocument.CUSTOM, IndexTerms.customWord(field.path(), word));
    }

    private static Query not(Query query) {
        return new BooleanQuery.Builder().add(MatchAllDocsQuery.INSTANCE, Occur.FILTER).add(query, Occur.MUST_NOT).build();
    }

    private static String text(Value value) {
        return ((Value.Text) value).text();
    }

    private static long nanos(Value value) {
        return ((Value.Time) value).nanos();
    }
}
