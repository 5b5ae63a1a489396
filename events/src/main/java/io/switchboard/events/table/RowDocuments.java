package io.switchboard.events.table;

import io.switchboard.events.codec.EventJson;
import io.switchboard.events.codec.SettingsTree;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Documents in rows: JSON, but for {@code byte[]}, which stands for itself. As thread-safe as the rows.
 *
 * @param rows where they are
 */
public record RowDocuments(Rows rows) implements Documents {

    @Override
    public <T> Optional<T> get(byte[] key, Class<T> type) {
        return rows.get(key).map(value -> decode(value, type));
    }

    @Override
    public void put(byte[] key, Object document) {
        rows.put(key, encode(document));
    }

    @Override
    public void delete(byte[] key) {
        rows.delete(key);
    }

    @Override
    public <T> void scan(byte[] prefix, Class<T> type, Predicate<T> visitor) {
        rows.scan(prefix, CallKeys.after(prefix), (key, value) -> visitor.test(decode(value, type)));
    }

    @Override
    public void scanKeys(byte[] prefix, Predicate<byte[]> visitor) {
        rows.scan(prefix, CallKeys.after(prefix), (key, value) -> visitor.test(key));
    }

    /** What the row of a document holds. */
    public static byte[] encode(Object document) {
        return document instanceof byte[] bytes ? bytes : EventJson.mapper().writeValueAsBytes(document);
    }

    /** The document of a row. */
    public static <T> T decode(byte[] value, Class<T> type) {
        if (type == byte[].class) {
            return type.cast(value);
        }
        return type == ObjectNode.class ? type.cast(SettingsTree.of(value)) : EventJson.mapper().readValue(value, type);
    }
}
