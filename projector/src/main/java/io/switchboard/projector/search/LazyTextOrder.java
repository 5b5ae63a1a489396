package io.switchboard.projector.search;

import io.switchboard.projector.rows.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.FieldComparator;
import org.apache.lucene.search.LeafFieldComparator;
import org.apache.lucene.search.Pruning;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;

/**
 * A sort by a text that every document has, which reads a text only when texts of two segments have to be compared or
 * are asked for in the end. Lucene's own reads one for each document it keeps for a while, which means to unpack a block
 * of texts; as the tie of another key, which hardly ever decides, that took most of a search. Equal to the plain sort
 * field, so that an index sorted by that one is known to be in this order.
 */
final class LazyTextOrder extends SortField {

    LazyTextOrder(String field, boolean falling) {
        super(field, Type.STRING, falling);
    }

    @Override
    public FieldComparator<?> getComparator(int numHits, Pruning pruning) {
        return new Comparator(getField(), numHits);
    }

    /** Compares rising; Lucene turns the result round. */
    private static final class Comparator extends FieldComparator<BytesRef> {
        private final String field;
        private final List<SortedDocValues> segments = new ArrayList<>();
        private final int[] segmentOf;
        private final int[] numberOf;
        private final BytesRef[] texts;
        private BytesRef top;
        /** Set in one segment and still so in the next: nobody tells a new segment's part. */
        private int bottom;

        Comparator(String field, int slots) {
            this.field = field;
            this.segmentOf = new int[slots];
            this.numberOf = new int[slots];
            this.texts = new BytesRef[slots];
        }

        @Override
        public int compare(int slot, int other) {
            return segmentOf[slot] == segmentOf[other] ? Integer.compare(numberOf[slot], numberOf[other])
                    : value(slot).compareTo(value(other));
        }

        @Override
        public void setTopValue(BytesRef value) {
            top = value;
        }

        @Override
        public BytesRef value(int slot) {
            if (texts[slot] == null) {
                try {
                    texts[slot] = BytesRef.deepCopyOf(segments.get(segmentOf[slot]).lookupOrd(numberOf[slot]));
                } catch (IOException e) {
                    throw new StorageException("cannot read the index", e);
                }
            }
            return texts[slot];
        }

        @Override
        public LeafFieldComparator getLeafComparator(LeafReaderContext context) throws IOException {
            SortedDocValues values = DocValues.getSorted(context.reader(), field);
            segments.add(values);
            return new OfSegment(values, segments.size() - 1);
        }

        /** A text of another segment is looked up among this one's once, however many documents are held against it. */
        private final class OfSegment implements LeafFieldComparator {
            private final SortedDocValues values;
            private final int segment;
            private boolean bottomKnown;
            private Place bottomHere;
            private Place topHere;

            OfSegment(SortedDocValues values, int segment) {
                this.values = values;
                this.segment = segment;
            }

            @Override
            public void setBottom(int slot) {
                bottom = slot;
                bottomKnown = false;
            }

            @Override
            public int compareBottom(int doc) throws IOException {
                if (!bottomKnown) {
                    bottomHere = segmentOf[bottom] == segment ? new Place(numberOf[bottom], true) : place(value(bottom));
                    bottomKnown = true;
                }
                return bottomHere.compare(number(doc));
            }

            @Override
            public int compareTop(int doc) throws IOException {
                if (topHere == null) {
                    topHere = place(top);
                }
                return topHere.compare(number(doc));
            }

            @Override
            public void copy(int slot, int doc) throws IOException {
                segmentOf[slot] = segment;
                numberOf[slot] = number(doc);
                texts[slot] = null;
            }

            @Override
            public void setScorer(Scorable scorer) {
                // Texts are compared, not scores.
            }

            private int number(int doc) throws IOException {
                if (!values.advanceExact(doc)) {
                    throw new StorageException("document " + doc + " of the index has no " + field, null);
                }
                return values.ordValue();
            }

            private Place place(BytesRef text) throws IOException {
                int found = values.lookupTerm(text);
                return found >= 0 ? new Place(found, true) : new Place(-found - 1, false);
            }
        }

        /**
         * Where a text stands among a segment's.
         *
         * @param number its own, or that of the next text when it is not there
         */
        private record Place(int number, boolean there) {
            int compare(int other) {
                return number != other ? Integer.compare(number, other) : there ? 0 : -1;
            }
        }
    }
}
