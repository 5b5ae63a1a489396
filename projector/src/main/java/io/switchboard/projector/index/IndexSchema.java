package io.switchboard.projector.index;

import io.switchboard.events.Cid;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.rows.StorageException;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/**
 * What a search has to know of the documents of an index. Every document has one call and one identity.
 *
 * @param fields   what can be sorted by is among them
 * @param call     the field with the id of the call
 * @param identity the field that tells documents apart, and decides ties
 * @param liesBy   the time by which documents lie, newest first, then by identity; empty when they lie as they came
 */
public record IndexSchema(FieldTable fields, String call, String identity, Optional<String> liesBy) {

    /**
     * The order documents of calls lie in on disk, which is the default order of answers: a default-sorted query then stops
     * after the documents it needs.
     */
    public static final Sort ORDER_OF_CALLS = new Sort(new SortField("created_at", SortField.Type.LONG, true),
            new SortField("cid", SortField.Type.STRING));

    /** Of calls. */
    public static final IndexSchema CALLS = new IndexSchema(FieldTable.CALLS, "cid", "cid", Optional.of("created_at"));

    /** Of the rows that a listing shows. */
    public static IndexSchema of(Listing<?> listing) {
        return new IndexSchema(listing.fields(), RowDocument.CALL, RowDocument.IDENTITY, Optional.empty());
    }

    /** Whether the key's values are numbers in the index. */
    public boolean isNumeric(SortKey key) {
        return IndexTerms.isNumeric(kind(key));
    }

    /** The kind of the values that the key sorts by. */
    public Field.Kind kind(SortKey key) {
        return fields.field(key.field()).kind();
    }

    /** Whether this is the time by which documents lie. */
    public boolean liesBy(String field) {
        return liesBy.filter(field::equals).isPresent();
    }

    /**
     * The call of a document of this identity.
     *
     * @throws StorageException when the document has none
     */
    public Cid call(LeafReader segment, int document, String id) throws IOException {
        if (call.equals(identity)) {
            return Cid.parse(id);
        }
        SortedDocValues calls = DocValues.getSorted(segment, call);
        if (!calls.advanceExact(document)) {
            throw new StorageException("document '" + id + "' of the index has no call", null);
        }
        return Cid.parse(calls.lookupOrd(calls.ordValue()).utf8ToString());
    }
}
