package io.switchboard.projector.filter;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * A value of a field or an operand. Values of one kind have an order; values of different kinds have none, so
 * {@code "5"} is neither below nor above {@code 4}.
 */
public sealed interface Value {

    /**
     * Ordered by code points, which is also the order of the UTF-8 bytes. JSON may hold half a surrogate pair, UTF-8
     * cannot: such a half counts as U+FFFD.
     */
    record Text(String text) implements Value {
        public Text {
            text = wellFormed(text);
        }

        /** With its length, so that no text can end early and print as more than itself. */
        @Override
        public String toString() {
            return "Text[" + text.length() + ":" + text + "]";
        }
    }

    /**
     * Ordered in time, as nanoseconds since the epoch in a long, which is what the index holds. Instants outside
     * (before 1677, after 2262) count as the outermost ones inside; the very extremes stay free to mean "not set".
     */
    record Time(long nanos) implements Value {
        private static final long SECOND = 1_000_000_000L;
        private static final Instant EARLIEST = Instant.ofEpochSecond(0, Long.MIN_VALUE);
        private static final Instant LATEST = Instant.ofEpochSecond(0, Long.MAX_VALUE);

        public Time {
            nanos = Math.clamp(nanos, Long.MIN_VALUE + 1, Long.MAX_VALUE - 1);
        }

        /** On which side of what a long holds this lies: -1 before it, 1 after it, 0 inside. Nothing stored lies outside. */
        static int outside(Instant at) {
            return at.isBefore(EARLIEST) ? -1 : at.isAfter(LATEST) ? 1 : 0;
        }

        public Time(Instant at) {
            this(Math.abs(at.getEpochSecond()) < Long.MAX_VALUE / SECOND
                    ? at.getEpochSecond() * SECOND + at.getNano()
                    : at.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
    }

    /** {@code false} before {@code true}. */
    record Flag(boolean set) implements Value {
    }

    /** A JSON number as a double, which is what every JSON client computes with; -0 is 0. */
    record Number(double number) implements Value {
        public Number {
            number = number == 0 ? 0.0 : number;
        }
    }

    /** Below, at or above {@code other}; empty when the two are of different kinds. */
    default OptionalInt compare(Value other) {
        return switch (this) {
            case Text mine when other instanceof Text theirs -> OptionalInt.of(compareText(mine.text, theirs.text));
            case Time mine when other instanceof Time theirs -> OptionalInt.of(Long.compare(mine.nanos, theirs.nanos));
            case Flag mine when other instanceof Flag theirs -> OptionalInt.of(Boolean.compare(mine.set, theirs.set));
            case Number mine when other instanceof Number theirs ->
                    OptionalInt.of(Double.compare(mine.number, theirs.number));
            default -> OptionalInt.empty();
        };
    }

    /** By code points; {@link String#compareTo} orders by UTF-16 units and would disagree with the index. */
    static int compareText(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // Surrogates stand for code points above all others.
                boolean highX = Character.isSurrogate(x);
                boolean highY = Character.isSurrogate(y);
                return highX == highY ? Character.compare(x, y) : Boolean.compare(highX, highY);
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            }
        }
        return text;
    }
}
