package io.switchboard.projector.search;

/**
 * How many documents the next window of an order should hold. The first is sized by what is known of the query before it
 * is run: Lucene's bound on its hits, which for several conditions is that of the rarest one alone and may be far too
 * high. From then on what was found says how dense the hits lie. For one search.
 */
final class WindowSize {

    /** How many times as many documents as the missing hits are likely to take. */
    private static final int MARGIN = 2;
    /** How many times as large as the last one a window is at most: a filter that nearly nothing fits ends after a few. */
    private static final int GROWTH = 8;
    /** More are in no index, however many windows without a hit an order begins with. */
    private static final long ALL = Integer.MAX_VALUE;

    private long documents;

    /** @param each among so many documents there is about one hit, or fewer are */
    WindowSize(int wanted, long each) {
        this.documents = Math.min(ALL, MARGIN * wanted * Math.max(1, each));
    }

    long documents() {
        return documents;
    }

    /**
     * The last window was searched.
     *
     * @param documents that it held at least
     * @param found     how many hits it had
     * @param missing   how many are wanted of the next ones
     */
    void searched(long documents, int found, int missing) {
        long most = Math.min(ALL, documents * GROWTH);
        this.documents = found == 0 ? most : Math.min(most, Math.max(1, MARGIN * missing * documents / found));
    }
}
