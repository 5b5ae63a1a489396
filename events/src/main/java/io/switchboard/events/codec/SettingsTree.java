package io.switchboard.events.codec;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stored settings as trees. Nearly all calls of a type have the same settings, two kilobytes of them, so the trees of
 * the last different ones are kept and shared; trees are values, which nobody changes. Thread-safe.
 */
public final class SettingsTree {

    private static final int MOST_KEPT = 256;
    private static final Map<Stored, ObjectNode> KEPT = new ConcurrentHashMap<>();

    private SettingsTree() {
    }

    public static ObjectNode of(byte[] stored) {
        Stored key = new Stored(stored);
        ObjectNode known = KEPT.get(key);
        if (known != null) {
            return known;
        }
        ObjectNode tree = (ObjectNode) EventJson.mapper().readTree(stored);
        if (KEPT.size() >= MOST_KEPT) {
            KEPT.clear();
        }
        KEPT.put(key, tree);
        return tree;
    }

    private record Stored(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Stored that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
