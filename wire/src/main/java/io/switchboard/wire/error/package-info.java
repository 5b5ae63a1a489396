/**
 * What can go wrong, as values: one catalogue ({@link io.switchboard.wire.error.ErrorCode}) that drives the HTTP
 * status, Stream's error number and the advice to the reader.
 */
package io.switchboard.wire.error;
