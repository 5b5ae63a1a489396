package io.switchboard.wire.http;

/**
 * Answers one operation. Called concurrently, on a thread that may block.
 */
@FunctionalInterface
public interface Handler {

    /** @throws io.switchboard.wire.error.ApiException to refuse */
    ApiAnswer handle(ApiRequest request);
}
