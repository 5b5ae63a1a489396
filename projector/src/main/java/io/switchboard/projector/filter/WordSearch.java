package io.switchboard.projector.filter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/** Words that somebody looks for. Two are equal if they are written alike and take the last word alike. Immutable. */
public final class WordSearch {

    private final Value.Text text;
    private final boolean unfinished;
    private final SequencedSet<String> whole;
    private final Optional<String> begun;

    /**
     * @param text       what was written
     * @param unfinished whether the last word may go on
     */
    public WordSearch(Value.Text text, boolean unfinished) {
        this.text = text;
        this.unfinished = unfinished;
        List<String> words = Words.of(text.text());
        this.begun = unfinished && !words.isEmpty() ? Optional.of(words.removeLast()) : Optional.empty();
        this.whole = new LinkedHashSet<>(words);
    }

    public Value.Text text() {
        return text;
    }

    public boolean unfinished() {
        return unfinished;
    }

    /** The words that have to be there to their ends. */
    public Set<String> whole() {
        return Set.copyOf(whole);
    }

    /** What a word has to begin with. */
    public Optional<String> begun() {
        return begun;
    }

    /** How many words are looked for; none are found nowhere. */
    public int count() {
        return whole.size() + (begun.isPresent() ? 1 : 0);
    }

    /** Whether these words are what is looked for, and perhaps more. */
    boolean isFoundIn(Set<String> words) {
        return count() > 0 && words.containsAll(whole)
                && begun.stream().allMatch(beginning -> words.stream().anyMatch(word -> word.startsWith(beginning)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WordSearch search && search.text.equals(text) && search.unfinished == unfinished;
    }

    @Override
    public int hashCode() {
        return text.hashCode() * 2 + (unfinished ? 1 : 0);
    }

    @Override
    public String toString() {
        return "WordSearch[" + unfinished + ", " + text + "]";
    }
}
