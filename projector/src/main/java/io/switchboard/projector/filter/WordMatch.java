package io.switchboard.projector.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@link Filter.Words} means. Pure. */
final class WordMatch {

    private WordMatch() {
    }

    static boolean matches(String text, String asked) {
        List<String> wanted = words(asked);
        if (wanted.isEmpty()) {
            return false;
        }
        List<String> there = words(text);
        String begun = wanted.removeLast();
        return there.containsAll(wanted) && there.stream().anyMatch(word -> word.startsWith(begun));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
