package io.switchboard.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One HTTP request as the bytes to write.
 *
 * @param bytes head and body in one piece, so that it leaves in one segment where it fits
 */
record Request(byte[] bytes) {

    static Request of(String method, String pathAndQuery, String host, Map<String, String> headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(256).append(method).append(' ').append(pathAndQuery)
                .append(" HTTP/1.1\r\nHost: ").append(host).append("\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (content.length > 0) {
            head.append("Content-Type: application/json\r\n");
        }
        head.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + content.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        return new Request(all);
    }
}
