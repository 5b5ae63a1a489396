package io.switchboard.projector.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notes what the indexes of this instance do for one question, if that is to be explained. For one thread at a time. */
public final class IndexTrace {

    private final boolean on;
    private final List<IndexExplanation.Search> searches = new ArrayList<>();
    private Optional<IndexExplanation> index = Optional.empty();
    private long began;
    private long nanos;

    /** @param on whether anybody wants to know */
    public IndexTrace(boolean on) {
        this.on = on;
    }

    /** Whether it is worth while to find out what only an explanation needs. */
    public boolean on() {
        return on;
    }

    /** The index is asked from now on. */
    public void begins() {
        began = on ? System.nanoTime() : 0;
    }

    /** What is asked, and how. */
    public void index(int documents, int segments, String sort, String skipping) {
        index = Optional.of(new IndexExplanation(ShardExplanation.LOCAL, documents, segments, sort, skipping, List.of(), 0));
    }

    public void search(IndexExplanation.Search search) {
        searches.add(search);
    }

    /** It is not asked any more. */
    public void ended() {
        nanos = on ? System.nanoTime() - began : 0;
    }

    /** What was noted; empty when no index was asked, or nobody wants to know. */
    public Optional<IndexExplanation> explanation() {
        return index.map(i -> new IndexExplanation(i.instance(), i.documents(), i.segments(), i.sort(), i.skipping(),
                searches, nanos));
    }
}
