package io.switchboard.wire.http;

import org.springframework.http.HttpMethod;

/**
 * One operation, where it is reached and who answers it.
 *
 * @param path without prefix, such as {@code /video/call/{type}/{id}}; served under {@code /api/v2}, and when it
 *             starts with {@code /video} also as it is
 */
public record Endpoint(HttpMethod method, String path, Operation operation, Access access, Handler handler) {
}
