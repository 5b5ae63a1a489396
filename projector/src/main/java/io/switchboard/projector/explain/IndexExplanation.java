package io.switchboard.projector.explain;

import java.util.List;

/**
 * What the indexes of one instance did: those of all its shards are searched together, as if they were one.
 *
 * @param instance  {@link ShardExplanation#LOCAL}, or the address of the instance
 * @param documents in them
 * @param segments  they are in
 * @param sort      as Lucene has it
 * @param skipping  what lets a search end before it has seen every hit
 * @param searches  one after the other, until the page was full
 * @param nanos     how long they took together
 */
public record IndexExplanation(String instance, int documents, int segments, String sort, String skipping,
                               List<Search> searches, long nanos) {

    public IndexExplanation {
        searches = List.copyOf(searches);
    }

    /**
     * One search.
     *
     * @param query   as Lucene rewrote it
     * @param hits    that it returned
     * @param visited hits that it compared to find these
     * @param whole   whether these were all there are
     */
    public record Search(String query, int hits, long visited, boolean whole) {
    }

    IndexExplanation at(String other) {
        return new IndexExplanation(other, documents, segments, sort, skipping, searches, nanos);
    }
}
