package io.switchboard.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads HTTP/1.1 answers from one connection, one after the other: bodies by content-length, in chunks, or up to the
 * end of the stream. Not thread-safe. A malformed or oversized answer is a {@link ProtocolException}, an answer cut
 * short an {@link EOFException}; after either the connection is of no more use.
 */
final class AnswerReader {

    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_BODY = 64 * 1024 * 1024;

    private final InputStream in;
    private final byte[] input = new byte[32 * 1024];
    private int position;
    private int limit;
    private byte[] line = new byte[256];
    private byte[] body = new byte[16 * 1024];

    AnswerReader(InputStream in) {
        this.in = in;
    }

    /** Reads the next final answer, passing over interim (1xx) ones. */
    Answer read() throws IOException {
        while (true) {
            int status = statusOf(nextLine());
            Headers headers = headers();
            if (status < 200) {
                continue;
            }
            int length = bodyLength(status, headers);
            boolean untilEnd = length == 0 && headers.endsWithStream(status);
            return new Answer(status, body, untilEnd ? readToEnd() : length, headers.close || untilEnd);
        }
    }

    private int bodyLength(int status, Headers headers) throws IOException {
        if (status == 204 || status == 304) {
            return 0;
        }
        if (headers.chunked) {
            return readChunks();
        }
        if (headers.length > 0) {
            readBody(0, headers.length);
            return headers.length;
        }
        return 0;
    }

    private int readToEnd() throws IOException {
        int length = 0;
        while (position < limit || fill()) {
            int part = limit - position;
            readBody(length, part);
            length += part;
        }
        return length;
    }

    private int readChunks() throws IOException {
        int total = 0;
        while (true) {
            String size = nextLine();
            int semicolon = size.indexOf(';');
            int length = number(semicolon < 0 ? size : size.substring(0, semicolon), 16, "chunk size");
            if (length == 0) {
                while (!nextLine().isEmpty()) {
                    // Trailers say nothing we need; they must be read so that the next answer starts at its beginning.
                    continue;
                }
                return total;
            }
            readBody(total, length);
            total += length;
            if (!nextLine().isEmpty()) {
                throw new ProtocolException("a chunk is longer than it said");
            }
        }
    }

    private void readBody(int offset, int length) throws IOException {
        if ((long) offset + length > MAX_BODY) {
            throw new ProtocolException("an answer of more than " + MAX_BODY + " bytes");
        }
        if (body.length < offset + length) {
            body = Arrays.copyOf(body, Math.max(offset + length, body.length * 2));
        }
        int done = 0;
        while (done < length) {
            require();
            int part = Math.min(length - done, limit - position);
            System.arraycopy(input, position, body, offset + done, part);
            position += part;
            done += part;
        }
    }

    private Headers headers() throws IOException {
        Headers headers = new Headers();
        for (String header = nextLine(); !header.isEmpty(); header = nextLine()) {
            int colon = header.indexOf(':');
            if (colon <= 0) {
                throw new ProtocolException("not a header: '" + header + "'");
            }
            headers.take(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        return headers;
    }

    private static int statusOf(String statusLine) throws ProtocolException {
        if (!statusLine.startsWith("HTTP/1.1 ") || statusLine.length() < 12) {
            throw new ProtocolException("not an HTTP/1.1 status line: '" + statusLine + "'");
        }
        return number(statusLine.substring(9, 12), 10, "status");
    }

    private static int number(String text, int radix, String what) throws ProtocolException {
        try {
            int value = Integer.parseInt(text.strip(), radix);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw malformed(text, what, notANumber);
        }
        throw malformed(text, what, null);
    }

    private static ProtocolException malformed(String text, String what, Exception cause) {
        ProtocolException malformed = new ProtocolException("not a " + what + ": '" + text + "'");
        malformed.initCause(cause);
        return malformed;
    }

    private String nextLine() throws IOException {
        int length = 0;
        while (true) {
            require();
            byte next = input[position++];
            if (next == '\n') {
                int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return new String(line, 0, end, StandardCharsets.ISO_8859_1);
            }
            if (length == MAX_LINE) {
                throw new ProtocolException("a line of more than " + MAX_LINE + " bytes");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, length * 2);
            }
            line[length++] = next;
        }
    }

    private void require() throws IOException {
        if (position == limit && !fill()) {
            throw new EOFException("the server closed the connection before the answer was complete");
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(input));
        return limit > 0;
    }

    /** The three header fields that decide where an answer ends. */
    private static final class Headers {
        private int length = -1;
        private boolean chunked;
        private boolean close;

        void take(String name, String value) throws ProtocolException {
            switch (name.toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = number(value, 10, "content-length");
                case "transfer-encoding" -> chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
                case "connection" -> close = value.equalsIgnoreCase("close");
                default -> { }
            }
        }

        boolean endsWithStream(int status) {
            return !chunked && length < 0 && status != 204 && status != 304;
        }
    }
}
