package io.switchboard.command.document;

import io.switchboard.events.table.Rows;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Documents as rows: {@code table name → document}. As thread-safe as the rows it stands on.
 *
 * @param table the first byte of its keys
 */
public record DocumentTable(Rows rows, byte table) {

    /** The document of this name, encoded. */
    public Optional<byte[]> document(String name) {
        return rows.get(key(name));
    }

    /** Every document by name. */
    public SortedMap<String, byte[]> all() {
        SortedMap<String, byte[]> all = new TreeMap<>();
        rows.scan(new byte[] {table}, new byte[] {(byte) (table + 1)}, (key, value) -> {
            all.put(new String(key, 1, key.length - 1, StandardCharsets.UTF_8), value);
            return true;
        });
        return all;
    }

    void put(String name, byte[] document) {
        rows.put(key(name), document);
    }

    private byte[] key(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + text.length).put(table).put(text).array();
    }
}
