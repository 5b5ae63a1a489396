package io.switchboard.projector.index;

import io.switchboard.projector.listing.ListedRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The indexes of a shard, open.
 *
 * @param listed one of each kind of rows
 */
record ShardIndexes(CallIndex calls, List<RowIndex<?>> listed) implements AutoCloseable {

    /** Where the index of calls is, and what the folders of the others begin with. */
    private static final String FOLDER = "index";

    /**
     * @param rows identity of the rows they belong to
     * @throws io.switchboard.projector.rows.StorageException when the folder cannot be written
     */
    static ShardIndexes open(Path shard, UUID rows) {
        ShardIndexes opened = new ShardIndexes(CallIndex.open(shard.resolve(FOLDER), rows), new ArrayList<>());
        try {
            ListedRows.ALL.forEach(kind -> opened.listed.add(RowIndex.open(kind, shard.resolve(FOLDER + "-" + kind.name()),
                    rows)));
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
