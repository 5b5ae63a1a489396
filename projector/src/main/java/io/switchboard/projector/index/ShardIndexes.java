package io.switchboard.projector.index;

import io.switchboard.projector.listing.ListedRows;
import io.switchboard.projector.rows.Basis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The indexes of a shard, open.
 *
 * @param listed one of each kind of rows
 */
record ShardIndexes(CallIndex calls, List<RowIndex<?>> listed) implements AutoCloseable {

    /** Where the index of calls is, and what the folders of the others begin with. */
    private static final String FOLDER = "index";

    /**
     * @param basis what they are believed for
     * @throws io.switchboard.projector.rows.StorageException when the folder cannot be written
     */
    static ShardIndexes open(Path shard, Basis basis) {
        ShardIndexes opened = new ShardIndexes(CallIndex.open(shard.resolve(FOLDER), basis), new ArrayList<>());
        try {
            ListedRows.ALL.forEach(kind -> opened.listed.add(RowIndex.open(kind, shard.resolve(FOLDER + "-" + kind.name()),
                    basis)));
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public void close() {
        listed.forEach(RowIndex::close);
        calls.close();
    }
}
