package io.switchboard.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.testing.RandomSeed;
import io.switchboard.wire.http.RawHttp.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Thousands of random bodies and request heads: every one is answered in JSON, and none with a 500. */
class RandomRequestTest extends HttpTest {

    private static final int BODIES = 3_000;
    private static final int HEADS = 1_000;
    private static final String[] NAMES = {"data", "members", "user_id", "custom", "role", "settings_override", "é", ""};
    private static final String[] SCALARS = {"null", "true", "1", "-0", "1e5", "1E-9", "123456789012345678901234567890",
            "0.1", "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"2026-01-01T00:00:00Z\"", "1e999",
            "1e99999999999",
            "nul", "\"\\x\"", "[", "}", ""};

    private final RandomGenerator random = RandomSeed.generator("RandomRequestTest");

    @Test
    void no_body_breaks_anything() throws IOException {
        int accepted = 0;
        String token = serverToken();
        for (int i = 0; i < BODIES; i++) {
            byte[] body = mutate(value(4).getBytes(StandardCharsets.UTF_8));
            Answer answer = RawHttp.send(port, request("POST", CALL + KEY, token, body));
            if (answer.status() == 201) {
                accepted++;
            } else {
                assertThat(answer.status()).as("body %s", new String(body, StandardCharsets.ISO_8859_1))
                        .isEqualTo(400);
                assertRefused(answer, 400, 4, "GetOrCreateCall");
            }
        }
        assertThat(accepted).as("some of the bodies are good, or the test proves nothing")
                .isBetween(BODIES / 100, BODIES * 9 / 10);
    }

    @Test
    void no_request_head_breaks_anything() throws IOException {
        for (int i = 0; i < HEADS; i++) {
            String target = random.nextBoolean() ? CALL + KEY : CALL + KEY + "&" + garbage(10);
            byte[] head = mutateOne((head("GET", target, serverToken()) + "Connection: close\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head);
            request.writeBytes("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Answer answer = RawHttp.send(port, request.toByteArray());
            String sent = new String(head, StandardCharsets.ISO_8859_1);
            assertThat(answer.status()).as("head %s", sent).isNotEqualTo(500);
            assertThat(answer.json().isObject()).as("head %s", sent).isTrue();
            if (!answer.headers().isEmpty()) {
                assertRateLimited(answer);
            }
        }
    }

    /** A JSON value, mostly an object of the shape the endpoint reads, now and then something else. */
    private String value(int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return SCALARS[random.nextInt(random.nextInt(6) == 0 ? SCALARS.length : 12)];
        }
        StringBuilder text = new StringBuilder();
        boolean list = depth < 4 && random.nextInt(4) == 0;
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ",").append(list ? "" : "\"" + NAMES[random.nextInt(NAMES.length)] + "\":")
                    .append(value(depth - 1));
        }
        return list ? "[" + text + "]" : "{" + text + "}";
    }

    private byte[] mutate(byte[] bytes) {
        return random.nextInt(5) == 0 ? mutateOne(bytes) : bytes;
    }

    private byte[] mutateOne(byte[] bytes) {
        if (bytes.length > 0) {
            byte b = (byte) random.nextInt(256);
            // Ending the head early would leave the test waiting for an answer to the rest.
            bytes[random.nextInt(bytes.length)] = b == '\n' ? (byte) 0 : b;
        }
        return bytes;
    }

    private String garbage(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("%&=+/?;,:@!$'()*~-_.0aZ".charAt(random.nextInt(23)));
        }
        return text.toString();
    }
}
