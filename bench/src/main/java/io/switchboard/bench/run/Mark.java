package io.switchboard.bench.run;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A goal and whether it was met.
 *
 * @param what     the goal, with its bound
 * @param measured the number found, with its unit
 */
public record Mark(String what, String measured, boolean met) {

    /** A goal that is met by no more than this. */
    public static Mark atMost(String what, double value, double bound, String unit) {
        return new Mark(what, number(value) + " " + unit, value <= bound);
    }

    /** A goal that is met by no less than this. */
    public static Mark atLeast(String what, double value, double bound, String unit) {
        return new Mark(what, number(value) + " " + unit, value >= bound);
    }

    /** @return the marks as a table, empty when there are none */
    public static String table(List<Mark> marks) {
        return marks.isEmpty() ? "" : marks.stream()
                .map(m -> "| %s | %s | %s |".formatted(m.what(), m.measured(), m.met() ? "met" : "**missed**"))
                .collect(Collectors.joining("\n", "\n| Mark | Measured | |\n|---|---|---|\n", "\n"));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
