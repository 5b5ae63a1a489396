package io.switchboard.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.wire.auth.Tokens;
import io.switchboard.wire.http.RawHttp.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Base of the tests against a real Tomcat: the toy application on a free port, with short time-outs. */
@SpringBootTest(classes = ToyApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "switchboard.api-key=" + ToyApplication.KEY,
        "switchboard.api-secret=" + ToyApplication.SECRET,
        "switchboard.rate-limit-per-minute=1000000",
        "switchboard.body-deadline=1s",
        "server.tomcat.connection-timeout=600ms",
        "logging.level.org.apache.coyote=warn"})
abstract class HttpTest {

    static final String CALL = "/api/v2/video/call/default/abc";
    static final String KEY = "?api_key=" + ToyApplication.KEY;

    @LocalServerPort
    int port;

    static String serverToken() {
        return Tokens.signServer(ToyApplication.SECRET, Instant.now());
    }

    static String userToken(String id) {
        return Tokens.signUser(ToyApplication.SECRET, id, Instant.now(), Optional.empty());
    }

    static String head(String method, String target, String token, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n"
                + "stream-auth-type: jwt\r\nAuthorization: " + token + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }

    static byte[] request(String method, String target, String token, byte[] body, String... headers) {
        byte[] head = (head(method, target, token, headers) + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    Answer post(String target, String body) throws IOException {
        return RawHttp.send(port, request("POST", target, serverToken(), body.getBytes(StandardCharsets.UTF_8)));
    }

    /** The error body is complete, the status agrees with it, and the rate-limit headers are there. */
    static void assertRefused(Answer answer, int status, int code, String operation) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.headers().get("Content-Type")).startsWith("application/json");
        assertThat(answer.json().propertyNames()).contains("code", "message", "StatusCode", "duration", "more_info",
                "details");
        assertThat(answer.code()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.json().get("StatusCode").intValue()).isEqualTo(status);
        assertThat(answer.message()).startsWith(operation + " failed with error: \"").endsWith("\"");
        assertThat(answer.json().get("duration").stringValue()).matches("\\d+\\.\\d\\dms");
        assertThat(answer.json().get("details").isArray()).isTrue();
        assertRateLimited(answer);
    }

    static void assertRateLimited(Answer answer) {
        assertThat(Integer.parseInt(answer.headers().get("x-ratelimit-limit"))).isPositive();
        assertThat(Integer.parseInt(answer.headers().get("x-ratelimit-remaining"))).isNotNegative();
        assertThat(Long.parseLong(answer.headers().get("x-ratelimit-reset")))
                .isGreaterThan(Instant.now().getEpochSecond() - 2);
    }
}
