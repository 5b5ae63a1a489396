package io.switchboard.projector.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of values within a kind, and that kinds do not mix. */
class ValueTest {

    /** Each list ascends strictly. */
    static Stream<List<Value>> ascending() {
        return Stream.of(
                texts("", "\u0001", "A", "Z", "a", "aa", "ab", "b", "é", "\ud7ff", "\ue000", "\uffff", "😀", "😁", "\udbff\udfff"),
                List.of(number(-1e300), number(-2), number(-1e-300), number(0), number(Double.MIN_VALUE), number(1), number(1.5)),
                List.of(new Value.Flag(false), new Value.Flag(true)),
                List.of(time("1600-01-01T00:00:00Z"), time("1969-12-31T23:59:59.999999999Z"), time("1970-01-01T00:00:00Z"),
                        time("1970-01-01T00:00:00.000000001Z"), time("2300-01-01T00:00:00Z")));
    }

    @ParameterizedTest
    @MethodSource("ascending")
    void valuesOfOneKindAreInOrder(List<Value> values) {
        for (int i = 0; i < values.size(); i++) {
            for (int j = 0; j < values.size(); j++) {
                assertThat(Integer.signum(values.get(i).compare(values.get(j)).orElseThrow()))
                        .as("%s to %s", values.get(i), values.get(j)).isEqualTo(Integer.compare(i, j));
                assertThat(values.get(i).equals(values.get(j))).isEqualTo(i == j);
            }
        }
    }

    @Test
    void valuesOfTwoKindsHaveNoOrder() {
        List<Value> kinds = List.of(new Value.Text("1"), number(1), new Value.Flag(true), new Value.Time(1));
        for (Value a : kinds) {
            for (Value b : kinds) {
                assertThat(a.compare(b)).isEqualTo(a == b ? OptionalInt.of(0) : OptionalInt.empty());
            }
        }
    }

    @Test
    void timesOutsideWhatTheIndexHoldsAreTheOutermostOnesInside() {
        assertThat(new Value.Time(Instant.MIN)).isEqualTo(time("0001-01-01T00:00:00Z"))
                .isEqualTo(new Value.Time(Long.MIN_VALUE + 1));
        assertThat(new Value.Time(Instant.MAX)).isEqualTo(time("9999-01-01T00:00:00Z"))
                .isEqualTo(new Value.Time(Long.MAX_VALUE - 1));
    }

    @Test
    void halfACharacterIsTheReplacementCharacter() {
        assertThat(new Value.Text("a\ud83d")).isEqualTo(new Value.Text("a\ufffd"));
        assertThat(new Value.Text("\ude00\ud83d!")).isEqualTo(new Value.Text("\ufffd\ufffd!"));
    }

    private static List<Value> texts(String... texts) {
        return Stream.of(texts).<Value>map(Value.Text::new).toList();
    }

    private static Value number(double number) {
        return new Value.Number(number);
    }

    private static Value time(String text) {
        return new Value.Time(Instant.parse(text));
    }
}
