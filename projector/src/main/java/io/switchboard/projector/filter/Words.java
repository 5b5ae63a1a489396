package io.switchboard.projector.filter;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text, the same for the operand, for {@link Evaluator} and for the index, so that these cannot differ.
 *
 * <p>A word is a run of letters and digits, with the marks that go on them (accents that are characters of their own,
 * vowel signs). Forms that Unicode calls compatible are one (NFKC), and so are upper and lower case. Case is folded
 * character by character, since what {@code toLowerCase} makes of a text depends on where a word ends, and the beginning
 * of a word must fold to the beginning of what the word folds to.
 */
public final class Words {

    /** Of a longer word only so many characters count. */
    public static final int LONGEST = 64;
    /** Of a text only so many words count, so that nobody's essays fill the index. */
    public static final int MOST = 2_000;

    private Words() {
    }

    /** In their order, again when they are there again. */
    public static List<String> of(String text) {
        String folded = folded(Normalizer.normalize(text, Normalizer.Form.NFKC));
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < folded.length() && words.size() < MOST) {
            int begin = at;
            at = end(folded, begin);
            if (at == begin) {
                at += Character.charCount(folded.codePointAt(at));
            } else {
                words.add(beginning(folded, begin, at));
            }
        }
        return words;
    }

    /** Lower case twice, since upper case knows {@code ß} as {@code SS} but its capital letter as itself. */
    private static String folded(String text) {
        return lower(lower(text).toUpperCase(Locale.ROOT));
    }

    private static String lower(String text) {
        return text.codePoints().map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static String beginning(String text, int begin, int end) {
        boolean isLonger = text.codePointCount(begin, end) > LONGEST;
        return text.substring(begin, isLonger ? text.offsetByCodePoints(begin, LONGEST) : end);
    }

    /** Where the word that begins here ends; here when none does. */
    private static int end(String text, int begin) {
        int at = begin;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (!isLetterOrNumber(c) && (at == begin || !isMark(c))) {
                return at;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    private static boolean isLetterOrNumber(int c) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.LETTER_NUMBER || Character.getType(c) == Character.OTHER_NUMBER;
    }

    /** A mark belongs to the letter before it; alone (the selector of an emoji's colour) it is no word. */
    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}
