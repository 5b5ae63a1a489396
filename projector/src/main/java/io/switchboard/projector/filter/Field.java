package io.switchboard.projector.filter;

/**
 * A field a filter may name.
 *
 * @param name as the request writes it; for custom data with its path, {@code custom.color}
 */
public record Field(String name, Kind kind) {

    /** What the beginning of every custom field is. */
    public static final String CUSTOM_PREFIX = "custom.";

    /** What sort of values a field has. */
    public enum Kind {
        /** Text, compared by code points. */
        TEXT,
        /** An instant, to the nanosecond. */
        TIME,
        /** Yes or no. */
        FLAG,
        /** A number. */
        NUMBER,
        /** Many texts, of which a filter asks whether one is among them. */
        TEXTS,
        /** Whatever the application put there: text, number, flag, lists and objects of them. */
        CUSTOM
    }

    /** The custom field at this path. */
    public static Field custom(String path) {
        return new Field(CUSTOM_PREFIX + path, Kind.CUSTOM);
    }

    /** With the name's length: the name of custom data is any text, and must not print as more than a name. */
    @Override
    public String toString() {
        return kind + "[" + name.length() + ":" + name + "]";
    }

    /** The path inside custom data; only for fields of kind {@link Kind#CUSTOM}. */
    public String path() {
        return name.substring(CUSTOM_PREFIX.length());
    }
}
