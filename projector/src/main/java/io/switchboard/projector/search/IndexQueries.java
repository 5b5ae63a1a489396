package io.switchboard.projector.search;

import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Filter.Relation;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.filter.WordSearch;
import io.switchboard.projector.index.IndexTerms;
import io.switchboard.projector.search.TermRange.Bound;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** The filter language over the index: the fast reader beside {@link io.switchboard.projector.filter.Evaluator}. */
final class IndexQueries {

    private final int few;

    /** @param few see {@link Windowing#fewInRange} */
    IndexQueries(int few) {
        this.few = few;
    }

    Query of(Filter filter) {
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

    private Query all(List<Filter> parts) {
        if (parts.isEmpty()) {
            return MatchAllDocsQuery.INSTANCE;
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        // Both ends of a range come as conditions of their own; each alone may hold for half of all documents. Where one
        // has one value at most, what meets both lies in their common part; of a list different entries may meet them.
        Map<String, TermRange> texts = new LinkedHashMap<>();
        Map<String, NumberRange> numbers = new LinkedHashMap<>();
        for (Filter part : parts) {
            if (NumberRange.isOne(part) && part instanceof Filter.Compare c) {
                numbers.merge(c.field().name(), NumberRange.of(c), NumberRange::and);
                continue;
            }
            Query query = of(part);
            if (query instanceof TermRange range && !range.field().equals(IndexTerms.CUSTOM)) {
                texts.merge(range.field(), range, TermRange::and);
            } else {
                all.add(query, Occur.FILTER);
            }
        }
        texts.values().forEach(range -> all.add(range, Occur.FILTER));
        numbers.forEach((field, range) -> all.add(range.of(field), Occur.FILTER));
        return all.build();
    }

    private Query any(List<Filter> parts) {
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
            case CUSTOM -> new TermQuery(new Term(IndexTerms.CUSTOM, IndexTerms.customSet(field.path())));
            case TEXT, TIME, NUMBER -> new FieldExistsQuery(field.name());
            // None is without one.
            case FLAG -> MatchAllDocsQuery.INSTANCE;
            case TEXTS -> throw new IllegalArgumentException("'" + field.name() + "' is asked by containment only");
        };
        return exists.present() ? set : not(set);
    }

    private static Query in(Field field, List<Value> values) {
        if (values.isEmpty()) {
            return MatchNoDocsQuery.INSTANCE;
        }
        return switch (field.kind()) {
            case TEXT, TEXTS -> terms(field.name(), values.stream().map(v -> IndexTerms.text(text(v))).toList());
            case CUSTOM -> terms(IndexTerms.CUSTOM,
                    values.stream().map(v -> IndexTerms.custom(field.path(), v)).toList());
            case TIME, NUMBER -> LongPoint.newSetQuery(field.name(),
                    values.stream().mapToLong(IndexTerms::number).toArray());
            case FLAG -> terms(field.name(), values.stream().map(v -> IndexTerms.flag(((Value.Flag) v).set())).toList());
        };
    }

    private Query range(Filter.Compare compare) {
        Field field = compare.field();
        return switch (field.kind()) {
            case TIME, NUMBER -> NumberRange.of(compare).of(field.name());
            case TEXT -> TermRange.ofOne(field.name(), compare.relation(), IndexTerms.text(text(compare.operand())),
                    few);
            case CUSTOM -> customRange(field.path(), compare.relation(), compare.operand());
            case FLAG, TEXTS -> throw new IllegalArgumentException("'" + field.name() + "' has no order");
        };
    }

    private Query customRange(String path, Relation relation, Value operand) {
        BytesRef term = IndexTerms.custom(path, operand);
        Bound low = switch (relation) {
            case GT, GTE -> Bound.at(term, relation == Relation.GTE);
            case LT, LTE -> Bound.at(IndexTerms.customStart(path, operand), true);
            case EQ -> throw new IllegalArgumentException("equality is no range");
        };
        Bound high = relation == Relation.GT || relation == Relation.GTE
                ? Bound.at(IndexTerms.customEnd(path, operand), false) : Bound.at(term, relation == Relation.LTE);
        return TermRange.ofSeveral(IndexTerms.CUSTOM, IndexTerms.CUSTOM_VALUES, low, high, few);
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
        return new Term(IndexTerms.CUSTOM, IndexTerms.customWord(field.path(), word));
    }

    private static Query not(Query query) {
        return new BooleanQuery.Builder().add(MatchAllDocsQuery.INSTANCE, Occur.FILTER).add(query, Occur.MUST_NOT).build();
    }

    private static String text(Value value) {
        return ((Value.Text) value).text();
    }
}
