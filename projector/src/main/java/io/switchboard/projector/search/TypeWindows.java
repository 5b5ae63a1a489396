package io.switchboard.projector.search;

import io.switchboard.projector.index.IndexTerms;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;

/** Cuts the order by type and then cid into windows: those of the cids of one type after another. For one search. */
final class TypeWindows implements OrderWindows {

    private static final String CID = "cid";

    private final IndexReader reader;
    private final boolean tiesFalling;
    private final Deque<String> types = new ArrayDeque<>();
    private Optional<BytesRef> from;
    private Optional<TermWindows> current = Optional.empty();

    /**
     * The first window begins at this type, or the next one, and at this cid of it.
     *
     * @param tiesFalling whether cids of a type come largest first
     */
    TypeWindows(IndexReader reader, boolean falling, boolean tiesFalling, Optional<String> type,
                Optional<String> cid) throws IOException {
        this.reader = reader;
        this.tiesFalling = tiesFalling;
        // By code points, as the index orders them.
        TreeSet<BytesRef> all = new TreeSet<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            TermsEnum some = DocValues.getSorted(leaf.reader(), "type").termsEnum();
            for (BytesRef term = some.next(); term != null; term = some.next()) {
                all.add(BytesRef.deepCopyOf(term));
            }
        }
        Optional<BytesRef> begin = type.map(IndexTerms::text);
        (falling ? all.descendingSet() : all).stream()
                .dropWhile(term -> begin.filter(b -> falling ? term.compareTo(b) > 0 : term.compareTo(b) < 0).isPresent())
                .forEach(term -> types.add(term.utf8ToString()));
        // The type of the place may be gone by now: the next one then begins at its own beginning.
        this.from = cid.filter(place -> type.equals(Optional.ofNullable(types.peek()))).map(IndexTerms::text);
    }

    @Override
    public Optional<Query> next(Query query, long documents) throws IOException {
        Optional<Query> window = current.isPresent() ? current.get().next(query, documents) : Optional.empty();
        while (window.isEmpty() && !types.isEmpty()) {
            String type = types.remove();
            // All cids of a type begin with it and a colon, and the semicolon is the next character.
            current = Optional.of(new TermWindows(reader, CID, tiesFalling, new TermWindows.Range(
                    Optional.of(IndexTerms.text(type + ":")), Optional.of(IndexTerms.text(type + ";"))), from));
            from = Optional.empty();
            window = current.get().next(query, documents);
        }
        return window;
    }
}
