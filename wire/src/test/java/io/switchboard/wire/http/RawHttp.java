package io.switchboard.wire.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that sends exactly the bytes a test wants, mistakes included, and reads the answer. One connection. */
final class RawHttp implements AutoCloseable {

    /** Longer than anything a test waits for; reaching it is a hang of the server. */
    private static final int HANG_MILLIS = 15_000;

    private final Socket socket;

    RawHttp(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(HANG_MILLIS);
    }

    record Answer(int status, Map<String, String> headers, String text) {

        JsonNode json() {
            return JsonMapper.shared().readTree(text);
        }

        int code() {
            return json().path("code").intValue();
        }

        String message() {
            return json().path("message").stringValue();
        }
    }

    static Answer send(int port, String request) throws IOException {
        return send(port, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Answer send(int port, byte[] request) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.write(request);
            return http.read();
        }
    }

    void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads one answer with a Content-Length, or a bare body, which is all that HTTP/0.9 answers. */
    Answer read() throws IOException {
        InputStream in = socket.getInputStream();
        String first = new String(in.readNBytes(1), StandardCharsets.ISO_8859_1);
        if (first.equals("{")) {
            String body = first + new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(JsonMapper.shared().readTree(body).path("StatusCode").asInt(200), Map.of(), body);
        }
        String head = first + head(in);
        String[] lines = head.split("\r\n");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(lines[i].substring(0, colon), lines[i].substring(colon + 1).trim());
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection closed after: " + head);
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Tells the server that nothing more will come, and still listens. */
    void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
