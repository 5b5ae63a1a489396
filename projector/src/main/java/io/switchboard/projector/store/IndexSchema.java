package io.switchboard.projector.store;

import io.switchboard.events.Cid;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.SortKey;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;

/**
 * What a search has to know of the documents of an index. Every document has one call and one identity.
 *
 * @param fields   what can be sorted by is among them
 * @param call     the field with the id of the call
 * @param identity the field that tells documents apart, and decides ties
 * @param liesBy   the time by which documents lie, newest first, then by identity; empty when they lie as they came
 */
record IndexSchema(FieldTable fields, String call, String identity, Optional<String> liesBy) {

    static final IndexSchema CALLS = new IndexSchema(FieldTable.CALLS, "cid", "cid", Optional.of("created_at"));

    static IndexSchema of(Listing<?> listing) {
        return new IndexSchema(listing.fields(), RowDocument.CALL, RowDocument.IDENTITY, Optional.empty());
    }

    /** Whether the key's values are numbers in the index. */
    boolean isNumeric(SortKey key) {
        return IndexTerms.isNumeric(kind(key));
    }

    Field.Kind kind(SortKey key) {
        return fields.field(key.field()).kind();
    }

    boolean liesBy(String field) {
        return liesBy.filter(field::equals).isPresent();
    }

    /** The call of a document of this identity. */
    Cid call(LeafReader segment, int document, String id) throws IOException {
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
