package io.switchboard.projector.index;

import io.switchboard.projector.rows.Basis;
import io.switchboard.projector.rows.Folders;
import io.switchboard.projector.rows.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.Sort;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NRTCachingDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Lucene index of documents made of a shard's rows. It can always be made again from the rows, so whatever is doubtful
 * about the folder (missing, broken, of another format, of other rows) ends in an empty index and {@link #isNew()}.
 *
 * <p>Writing is for one thread at a time; the readers handed out are for any.
 */
public final class LuceneIndex implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);
    /** Raised when documents change shape: an index of another format is made again. */
    private static final String FORMAT = "4";
    private static final String FORMAT_KEY = "switchboard.format";
    private static final String ROWS_KEY = "switchboard.rows";
    private static final String CHECKPOINT_KEY = "switchboard.checkpoint";

    /**
     * Every segment costs each search some microseconds, and merging them costs the writer. A refresh makes segments of
     * some kilobytes: under the default floor of 16 MB the few largest ones would be rewritten with every handful of these.
     */
    private static final MergePolicy QUIET = new TieredMergePolicy().setFloorSegmentMB(1).setSegmentsPerTier(4);
    private static final MergePolicy FLOODED = new TieredMergePolicy().setFloorSegmentMB(0.25).setSegmentsPerTier(10);
    /** Segments of refreshes live in memory until they are merged or committed. */
    private static final double CACHED_SEGMENT_MB = 1;
    private static final double CACHE_MB = 8;

    private final Directory directory;
    private final IndexWriter writer;
    private final UUID rows;
    private final OptionalLong checkpoint;

    private LuceneIndex(Directory directory, IndexWriter writer, UUID rows, OptionalLong checkpoint) {
        this.directory = directory;
        this.writer = writer;
        this.rows = rows;
        this.checkpoint = checkpoint;
    }

    /**
     * @param basis what the index in the folder is believed for
     * @param sort the order documents lie in, if they shall lie in one
     * @throws StorageException when the folder cannot be written
     */
    static LuceneIndex open(Path folder, Basis basis, Optional<Sort> sort) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.deleteIfExists(folder);
                Files.createDirectories(folder);
            }
            OptionalLong checkpoint = soundSince(folder, basis);
            if (checkpoint.isEmpty()) {
                Folders.empty(folder);
            }
            Directory directory = new NRTCachingDirectory(FSDirectory.open(folder), CACHED_SEGMENT_MB, CACHE_MB);
            return new LuceneIndex(directory, new IndexWriter(directory, config(sort)), basis.rows(), checkpoint);
        } catch (IOException e) {
            throw new StorageException("cannot open the index in " + folder, e);
        }
    }

    /** Whether it has to be filled from all rows. */
    public boolean isNew() {
        return checkpoint.isEmpty();
    }

    /** The number of the checkpoint at which it was opened; before the first of all if it is new. */
    public long checkpoint() {
        return checkpoint.orElse(0);
    }

    /** Puts a document of which there is none yet. */
    void add(Document document) {
        try {
            writer.addDocument(document);
        } catch (IOException e) {
            throw new StorageException("cannot index a document", e);
        }
    }

    /** Puts a document in place of those that have this term. */
    void put(Term key, Document document) {
        try {
            writer.updateDocument(key, document);
        } catch (IOException e) {
            throw new StorageException("cannot index a document", e);
        }
    }

    /** Takes out the documents that have this term. */
    void remove(Term key) {
        try {
            writer.deleteDocuments(key);
        } catch (IOException e) {
            throw new StorageException("cannot remove a document from the index", e);
        }
    }

    /** A reader of everything put so far; the caller closes it. */
    DirectoryReader reader() {
        try {
            return DirectoryReader.open(writer);
        } catch (IOException e) {
            throw new StorageException("cannot read the index", e);
        }
    }

    /** Whether a flood of writes is going on: merging what is written is then put off, at the cost of reads. */
    public void flooded(boolean isFlooded) {
        writer.getConfig().setMergePolicy(isFlooded ? FLOODED : QUIET);
        if (!isFlooded) {
            try {
                writer.maybeMerge();
            } catch (IOException e) {
                throw new StorageException("cannot merge the index", e);
            }
        }
    }

    /** Whether there is anything that would not survive the process. */
    public boolean isChanged() {
        return writer.hasUncommittedChanges();
    }

    /**
     * Makes what was put survive the process.
     *
     * @param number of the checkpoint, also when nothing was put since the last one: then it is as good as this one
     */
    public void commit(long number) {
        try {
            writer.setLiveCommitData(Map.of(FORMAT_KEY, FORMAT, ROWS_KEY, rows.toString(), CHECKPOINT_KEY,
                    Long.toString(number)).entrySet());
            writer.commit();
        } catch (IOException e) {
            throw new StorageException("cannot commit the index", e);
        }
    }

    @Override
    public void close() {
        try (directory) {
            // What is not committed is marked dirty in the rows and comes back from there.
            writer.rollback();
        } catch (IOException e) {
            throw new StorageException("cannot close the index", e);
        }
    }

    private static IndexWriterConfig config(Optional<Sort> sort) {
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(2, 1);
        IndexWriterConfig config = new IndexWriterConfig()
                .setMergePolicy(QUIET)
                .setRAMBufferSizeMB(8)
                .setMaxFullFlushMergeWaitMillis(0)
                .setCommitOnClose(false)
                .setMergeScheduler(merges);
        sort.ifPresent(config::setIndexSort);
        return config;
    }

    /** The checkpoint of the index in the folder; empty when it is not to be believed. */
    private static OptionalLong soundSince(Path folder, Basis basis) {
        try (Directory directory = FSDirectory.open(folder)) {
            if (!DirectoryReader.indexExists(directory)) {
                LOG.info("no index in {}; it will be made from the rows", folder);
                return OptionalLong.empty();
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                Map<String, String> data = reader.getIndexCommit().getUserData();
                if (!FORMAT.equals(data.get(FORMAT_KEY)) || !basis.rows().toString().equals(data.get(ROWS_KEY))) {
                    LOG.warn("the index in {} has another format or belongs to other rows; it will be made again", folder);
                    return OptionalLong.empty();
                }
                long checkpoint = Long.parseLong(data.getOrDefault(CHECKPOINT_KEY, "0"));
                if (checkpoint < basis.checkpoint()) {
                    LOG.warn("the index in {} is older than its rows take it for; it will be made again", folder);
                    return OptionalLong.empty();
                }
                for (LeafReaderContext leaf : reader.leaves()) {
                    leaf.reader().checkIntegrity();
                }
                return OptionalLong.of(checkpoint);
            }
        } catch (IOException | RuntimeException broken) {
            // Lucene reports damage as IOException and, deep inside, as several unchecked ones.
            LOG.warn("the index in {} is broken; it will be made again from the rows: {}", folder, broken.toString());
            LOG.debug("how it is broken", broken);
            return OptionalLong.empty();
        }
    }
}
