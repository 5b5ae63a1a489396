package io.switchboard.projector.rows;

/** The disk or what is on it failed. The shard cannot go on; reopening it or restoring it may help. */
public class StorageException extends RuntimeException {

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
