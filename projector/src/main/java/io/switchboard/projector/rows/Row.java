package io.switchboard.projector.rows;

import java.util.Optional;

/** A row to write: a value, or empty to delete the key. Nobody changes the arrays afterwards. */
public record Row(byte[] key, Optional<byte[]> value) {
}
