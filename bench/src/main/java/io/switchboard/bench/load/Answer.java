package io.switchboard.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * One HTTP answer. The body is a view into the connection's buffer and is valid only until its next exchange; only
 * the thread that uses the connection may look at it.
 */
public final class Answer {

    private final int status;
    private final byte[] buffer;
    private final int length;
    private final boolean closing;

    Answer(int status, byte[] buffer, int length, boolean closing) {
        this.status = status;
        this.buffer = buffer;
        this.length = length;
        this.closing = closing;
    }

    public int status() {
        return status;
    }

    /** @return body length in bytes, after any chunk framing is taken off */
    public int length() {
        return length;
    }

    /** @return whether the server will close the connection after this answer */
    public boolean closing() {
        return closing;
    }

    /** @return a copy of the body as text */
    public String text() {
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    /** @return whether the body holds these bytes somewhere */
    public boolean contains(byte[] needle) {
        int last = length - needle.length;
        for (int start = 0; start <= last; start++) {
            if (matches(start, needle)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(int start, byte[] needle) {
        for (int i = 0; i < needle.length; i++) {
            if (buffer[start + i] != needle[i]) {
                return false;
            }
        }
        return true;
    }
}
