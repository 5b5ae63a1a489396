package io.switchboard.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * One keep-alive connection with one request under way at a time. Not thread-safe. When the server ends the
 * connection after an answer, the next exchange opens a new one and pays for it, as a real client would. Any {@link IOException} leaves the connection closed and the next exchange reconnects.
 */
final class HttpConnection implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;
    /** Longer than any answer may take; a server that hangs fails the run and does not hang it. */
    private static final int ANSWER_MILLIS = 30_000;

    private final Endpoint endpoint;
    private Socket socket;
    private OutputStream out;
    private AnswerReader reader;
    private long opened;

    HttpConnection(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** @return how many sockets this connection has used so far */
    long opened() {
        return opened;
    }

    Answer exchange(Request request) throws IOException {
        if (socket == null) {
            open();
        }
        try {
            out.write(request.bytes());
            Answer answer = reader.read();
            if (answer.closing()) {
                close();
            }
            return answer;
        } catch (IOException broken) {
            closeAfter(broken);
            throw broken;
        }
    }

    private void open() throws IOException {
        Socket fresh = new Socket();
        try {
            fresh.setTcpNoDelay(true);
            fresh.setSoTimeout(ANSWER_MILLIS);
            fresh.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), CONNECT_MILLIS);
            out = fresh.getOutputStream();
            reader = new AnswerReader(fresh.getInputStream());
        } catch (IOException refused) {
            fresh.close();
            throw refused;
        }
        socket = fresh;
        opened++;
    }

    private void closeAfter(IOException broken) {
        try {
            close();
        } catch (IOException alsoBroken) {
            broken.addSuppressed(alsoBroken);
        }
    }

    @Override
    public void close() throws IOException {
        Socket old = socket;
        socket = null;
        if (old != null) {
            old.close();
        }
    }
}
