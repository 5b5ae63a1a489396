package io.switchboard.projector.rows;

/** A shard's rows on disk are not what was written. The shard is given up; opened again, it is empty. */
public final class DamagedRowsException extends StorageException {

    public DamagedRowsException(String message, Throwable cause) {
        super(message, cause);
    }
}
