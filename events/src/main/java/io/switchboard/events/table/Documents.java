package io.switchboard.events.table;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * An ordered map of documents: what {@link CallTable} stands on. {@link RowDocuments} reads and writes {@link Rows} at
 * every access; whoever folds many events at a time can keep documents as they are and write each once.
 *
 * <p>Documents are values, which nobody changes. Keys order as unsigned bytes. Reads see earlier writes made through
 * the same object. Not thread-safe unless an implementation says so.
 */
public interface Documents {

    <T> Optional<T> get(byte[] key, Class<T> type);

    void put(byte[] key, Object document);

    void delete(byte[] key);

    /**
     * Visits documents whose keys begin so, in ascending order, until the visitor has seen enough. It must not write
     * meanwhile.
     */
    <T> void scan(byte[] prefix, Class<T> type, Predicate<T> visitor);

    /** As {@link #scan}, for whoever needs the keys alone. */
    void scanKeys(byte[] prefix, Predicate<byte[]> visitor);
}
