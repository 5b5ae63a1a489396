package io.switchboard.projector.filter;

/**
 * What a filter may be made of. Together these bound the work of a query by the number of calls and members there are,
 * whatever somebody writes: each condition is a walk through an index, each value one more place in it.
 */
public enum FilterLimit {
    LEVELS(8, "levels of `$and` and `$or` in each other", "$and and $or may stand at most %d deep in each other"),
    CONDITIONS(64, "conditions, an empty object counting as one", "a filter may have at most %d conditions"),
    ENTRIES(500, "entries of a list", "a list may have at most %d entries"),
    ALL_ENTRIES(2_000, "entries of all lists together", "the lists of a filter may have at most %d entries together"),
    /** Each is a clause of its own, of which the index takes 1024 in all; entries of {@code $in} share one. */
    ALL_WORDS(256, "words of all `$q` and `$autocomplete` together, an entry of `$contains` counting as one",
            "$q, $autocomplete and $contains may have at most %d words and entries together"),
    TEXT(1_024, "characters of a text or of a field's name", "a string may have at most %d characters"),
    ALL_TEXTS(262_144, "characters of all texts and names together",
            "the names and strings of a filter may have at most %d characters together");

    private final int most;
    private final String what;
    private final String refusal;

    FilterLimit(int most, String what, String refusal) {
        this.most = most;
        this.what = what;
        this.refusal = refusal.formatted(most);
    }

    /** How many there may be. */
    public int most() {
        return most;
    }

    /** Of what, for the documentation. */
    public String what() {
        return what;
    }

    /** What somebody is told who wants more. */
    public String refusal() {
        return refusal;
    }
}
