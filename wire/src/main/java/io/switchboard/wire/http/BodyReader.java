package io.switchboard.wire.http;

import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Reads a body that is neither too big nor too slow. Tomcat bounds one read; this bounds all of them together, so that
 * a client that sends a byte now and then cannot keep a request open. Thread-safe.
 *
 * @param maxBytes of one body
 * @param deadline for the whole body
 */
record BodyReader(int maxBytes, Duration deadline) {

    private static final int CHUNK = 8192;
    /** How much of a refused body is read and dropped, so that the client gets to read the refusal. */
    private static final int MAX_DROPPED = 4 * 1024 * 1024;

    /**
     * @throws ApiException code 22 or 23
     * @throws IOException  when the connection broke or Tomcat gave up waiting
     */
    byte[] read(HttpServletRequest request) throws IOException {
        long end = System.nanoTime() + deadline.toNanos();
        if (request.getContentLengthLong() > maxBytes) {
            if (request.getContentLengthLong() <= MAX_DROPPED) {
                drop(request.getInputStream(), end);
            }
            throw tooBig();
        }
        InputStream in = request.getInputStream();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.max(request.getContentLengthLong(), 0));
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            bytes.write(chunk, 0, read);
            if (bytes.size() > maxBytes) {
                drop(in, end);
                throw tooBig();
            }
            checkTime(end);
        }
        return bytes.toByteArray();
    }

    private void drop(InputStream in, long end) throws IOException {
        byte[] dropped = new byte[CHUNK];
        int total = 0;
        for (int read = 0; read >= 0 && total < MAX_DROPPED; total += read) {
            read = in.read(dropped);
            checkTime(end);
        }
    }

    private void checkTime(long end) {
        if (System.nanoTime() - end > 0) {
            throw new ApiException(ApiError.of(ErrorCode.TIMEOUT,
                    "the body did not arrive within " + deadline.toSeconds() + " s"));
        }
    }

    private ApiException tooBig() {
        return new ApiException(ApiError.of(ErrorCode.PAYLOAD_TOO_BIG, "the body must be at most " + maxBytes + " bytes"));
    }
}
