package io.switchboard.projector.index;

import io.switchboard.events.Cid;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.listing.RowFields;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/**
 * What an index holds of a row that listings show: every field they can be asked by, under its name in the filter
 * language, and what tells the row from all others.
 */
final class RowDocument {

    /** No field of a listing is called so. */
    static final String IDENTITY = "#identity";
    /** In every listing. */
    static final String CALL = "call_cid";

    private RowDocument() {
    }

    /** The term a row's document is replaced by. */
    static Term key(String identity) {
        return new Term(IDENTITY, new BytesRef(identity));
    }

    /** The term that all rows of a call have. */
    static Term ofCall(Cid cid) {
        return new Term(CALL, IndexTerms.text(cid.toString()));
    }

    static <T> Document of(String identity, RowFields<T> fields, T row) {
        Document document = new Document();
        text(document, IDENTITY, new BytesRef(identity));
        fields.each(row, (field, value) -> add(document, field, value));
        return document;
    }

    private static void add(Document document, Field field, Value value) {
        switch (value) {
            case Value.Text text -> text(document, field.name(), IndexTerms.text(text.text()));
            case Value.Flag flag -> document.add(new StringField(field.name(), IndexTerms.flag(flag.set()), Store.NO));
            case Value.Time time -> number(document, field.name(), IndexTerms.number(time));
            case Value.Number number -> number(document, field.name(), IndexTerms.number(number));
        }
    }

    private static void text(Document document, String name, BytesRef term) {
        document.add(new StringField(name, term, Store.NO));
        document.add(new SortedDocValuesField(name, term));
    }

    private static void number(Document document, String name, long number) {
        document.add(new LongPoint(name, number));
        document.add(new NumericDocValuesField(name, number));
    }
}
