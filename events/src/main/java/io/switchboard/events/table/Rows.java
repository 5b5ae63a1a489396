package io.switchboard.events.table;

import java.util.Optional;

/**
 * An ordered map of bytes: the smallest thing the fold's rows need from a store. Keys order as unsigned bytes.
 * Reads see earlier writes made through the same object. Not thread-safe unless an implementation says so.
 */
public interface Rows {

    Optional<byte[]> get(byte[] key);

    void put(byte[] key, byte[] value);

    void delete(byte[] key);

    /** Visits keys in [from, to) in ascending order until the visitor has seen enough. It must not write meanwhile. */
    void scan(byte[] from, byte[] to, Visitor visitor);

    /** Sees rows one after the other. */
    @FunctionalInterface
    interface Visitor {
        /** @return whether to go on */
        boolean visit(byte[] key, byte[] value);
    }
}
