package io.switchboard.bench.twin.query;

import java.util.ArrayList;
import java.util.List;

/** A piece of SQL under construction with the values of its question marks, in their order. Not thread-safe. */
final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /** Appends text that holds one question mark per value. */
    Sql add(String sql, Object... values) {
        text.append(sql);
        parameters.addAll(List.of(values));
        return this;
    }

    Sql add(Sql other) {
        text.append(other.text);
        parameters.addAll(other.parameters);
        return this;
    }

    String text() {
        return text.toString();
    }

    List<Object> parameters() {
        return List.copyOf(parameters);
    }

    /** These pieces with text between them. */
    static Sql joined(List<Sql> parts, String between) {
        Sql all = new Sql();
        for (int i = 0; i < parts.size(); i++) {
            all.add(i == 0 ? "" : between).add(parts.get(i));
        }
        return all;
    }
}
