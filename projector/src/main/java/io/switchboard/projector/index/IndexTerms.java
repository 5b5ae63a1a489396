package io.switchboard.projector.index;

import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FilterLimit;
import io.switchboard.projector.filter.Value;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/**
 * How values become index terms.
 *
 * <p>All custom data of all calls goes into <em>one</em> field, as terms {@code length path kind value}, so that no
 * application can grow the number of fields. Terms of one path and kind stand together in the order of their values,
 * which makes a range of values a range of terms. Kinds: {@code e} the path is set, {@code b} flag, {@code n} number
 * (eight bytes that order as the doubles do), {@code s} text, {@code w} a word of a text.
 *
 * <p>A term has a size limit, so what is long is cut and ends in its hash. Of a text so much is kept that it is longer
 * than any operand a filter may have: what an operand equals, and where it lies among cut texts, is decided before the
 * cut. Paths are only compared for equality, which a hash keeps exact.
 */
public final class IndexTerms {

    /** The field that all custom data of calls is in. */
    public static final String CUSTOM = "custom";
    /** The values among the terms of {@link #CUSTOM}, by document. */
    public static final String CUSTOM_VALUES = "custom_values";

    /** Bytes of the longest operand: no character of UTF-16 takes more than three bytes in UTF-8. */
    private static final int TEXT_KEPT = 3 * FilterLimit.TEXT.most();
    /** A path stands in each of its terms. */
    private static final int PATH_KEPT = 95;
    private static final int HASH = 32;

    private IndexTerms() {
    }

    /** Whether values of this kind are numbers in the index, see {@link #number}. */
    public static boolean isNumeric(Field.Kind kind) {
        return kind == Field.Kind.TIME || kind == Field.Kind.NUMBER;
    }

    /**
     * A time or a number as a long that orders as it does. The extremes of a long stand for none.
     *
     * @throws IllegalArgumentException when the value is of another kind
     */
    public static long number(Value value) {
        return switch (value) {
            case Value.Time time -> time.nanos();
            case Value.Number number -> NumericUtils.doubleToSortableLong(number.number());
            case Value.Text text -> throw new IllegalArgumentException("a text is no number in the index");
            case Value.Flag flag -> throw new IllegalArgumentException("a flag is no number in the index");
        };
    }

    /** The value of this kind that is this number in the index. */
    public static Value value(Field.Kind kind, long number) {
        return kind == Field.Kind.TIME ? new Value.Time(number)
                : new Value.Number(NumericUtils.sortableLongToDouble(number));
    }

    /** The term of a flag that is a field of its own. */
    public static BytesRef flag(boolean set) {
        return new BytesRef(set ? "t" : "f");
    }

    /** The term of a text, cut if it is longer than any operand. */
    public static BytesRef text(String text) {
        return cut(text, TEXT_KEPT);
    }

    private static BytesRef cut(String text, int kept) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= kept) {
            return new BytesRef(utf8);
        }
        byte[] cut = Arrays.copyOf(utf8, kept + 1 + HASH);
        // No byte of UTF-8, so that nothing uncut looks like this.
        cut[kept] = (byte) 0xff;
        System.arraycopy(sha256(utf8), 0, cut, kept + 1, HASH);
        return new BytesRef(cut);
    }

    /** The term that says this path is set. */
    public static BytesRef customSet(String path) {
        return custom(path, 'e', new byte[0]);
    }

    /** The term that says that a text of this path has this word, and what all words that begin with it begin with. */
    public static BytesRef customWord(String path, String word) {
        return custom(path, 'w', word.getBytes(StandardCharsets.UTF_8));
    }

    /** The term that says that this path has this value, or has it in a list. */
    public static BytesRef custom(String path, Value value) {
        return switch (value) {
            case Value.Text text -> {
                BytesRef term = text(text.text());
                yield custom(path, 's', Arrays.copyOfRange(term.bytes, term.offset, term.offset + term.length));
            }
            case Value.Number number -> custom(path, 'n', ordered(number.number()));
            case Value.Flag flag -> custom(path, 'b', new byte[] {(byte) (flag.set() ? 1 : 0)});
            case Value.Time time -> throw new IllegalArgumentException("custom data holds no times");
        };
    }

    /** The first term after all those of this path with values of the kind of {@code value}. */
    public static BytesRef customEnd(String path, Value value) {
        return custom(path, (char) (kind(value) + 1), new byte[0]);
    }

    /** The first term of this path with values of the kind of {@code value}. */
    public static BytesRef customStart(String path, Value value) {
        return custom(path, kind(value), new byte[0]);
    }

    private static char kind(Value value) {
        return switch (value) {
            case Value.Text text -> 's';
            case Value.Number number -> 'n';
            case Value.Flag flag -> 'b';
            case Value.Time time -> throw new IllegalArgumentException("custom data holds no times");
        };
    }

    private static BytesRef custom(String path, char kind, byte[] value) {
        BytesRef name = cut(path, PATH_KEPT);
        ByteArrayOutputStream term = new ByteArrayOutputStream(name.length + 3 + value.length);
        // The length, since a path may hold any byte and must not run into another one's values.
        term.write(name.length >> 8);
        term.write(name.length);
        term.write(name.bytes, name.offset, name.length);
        term.write(kind);
        term.writeBytes(value);
        return new BytesRef(term.toByteArray());
    }

    private static byte[] ordered(double number) {
        long bits = NumericUtils.doubleToSortableLong(number) ^ Long.MIN_VALUE;
        return ByteBuffer.allocate(Long.BYTES).putLong(bits).array();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
