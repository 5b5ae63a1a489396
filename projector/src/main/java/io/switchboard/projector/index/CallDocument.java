package io.switchboard.projector.index;

import io.switchboard.events.call.CallCore;
import io.switchboard.projector.filter.CustomData;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.filter.Words;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/** What the index holds of a call. The field names are those of the filter language. */
final class CallDocument {

    static final String MEMBERS = "members";

    private final Document document = new Document();

    private CallDocument() {
    }

    /** The term a call's document is replaced by. */
    static Term key(String cid) {
        return new Term("cid", IndexTerms.text(cid));
    }

    /** A document without members; add them with {@link #member}. */
    static CallDocument of(CallCore core) {
        CallDocument made = new CallDocument();
        made.sortable("cid", core.cid().toString());
        made.sortable("id", core.cid().id());
        made.sortable("type", core.cid().type());
        made.sortable("created_by_user_id", core.createdBy());
        made.term("backstage", IndexTerms.flag(core.backstage()));
        made.term("ongoing", IndexTerms.flag(core.ongoing()));
        core.team().ifPresent(team -> made.sortable("team", team));
        made.created(core.createdAt());
        made.time("updated_at", Optional.of(core.updatedAt()));
        made.time("starts_at", core.startsAt());
        made.time("ended_at", core.endedAt());
        made.custom(core);
        return made;
    }

    void member(String userId) {
        term(MEMBERS, IndexTerms.text(userId));
    }

    Document document() {
        return document;
    }

    private void created(Instant at) {
        long nanos = new Value.Time(at).nanos();
        document.add(new LongPoint("created_at", nanos));
        // With a skip index, so that a page deep in the default order starts where its cursor points.
        document.add(NumericDocValuesField.indexedField("created_at", nanos));
    }

    private void time(String name, Optional<Instant> at) {
        at.ifPresent(instant -> {
            long nanos = new Value.Time(instant).nanos();
            document.add(new LongPoint(name, nanos));
            document.add(new NumericDocValuesField(name, nanos));
        });
    }

    private void custom(CallCore core) {
        Set<BytesRef> terms = new HashSet<>();
        Set<BytesRef> values = new HashSet<>();
        CustomData.visit(core.custom(), (path, value) -> {
            terms.add(IndexTerms.customSet(path));
            value.ifPresent(v -> values.add(IndexTerms.custom(path, v)));
            if (value.orElse(null) instanceof Value.Text text) {
                Words.of(text.text()).forEach(word -> terms.add(IndexTerms.customWord(path, word)));
            }
        });
        values.forEach(value -> document.add(new SortedSetDocValuesField(IndexTerms.CUSTOM_VALUES, value)));
        terms.addAll(values);
        terms.forEach(term -> term(IndexTerms.CUSTOM, term));
    }

    private void sortable(String name, String text) {
        BytesRef term = IndexTerms.text(text);
        term(name, term);
        document.add(new SortedDocValuesField(name, term));
    }

    private void term(String name, BytesRef term) {
        document.add(new StringField(name, term, Store.NO));
    }
}
