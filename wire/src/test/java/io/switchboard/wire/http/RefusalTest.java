package io.switchboard.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.wire.http.RawHttp.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is Stream's error body with the right code, and never a 500. */
class RefusalTest extends HttpTest {

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"data\":", "[]", "\"text\"", "12", "null", "{\"a\":1}{\"b\":2}", "{a:1}", "{'a':1}",
            "{\"a\":NaN}", "{\"a\":1,\"a\":2}", "{\"a\":01}", "{\"a\":\"\u0001\"}", "{\"a\":1,}", "//x\n{}", "\u0000",
            "{\"a\":\"\\ud800\"}", "{\"\\udc00\":1}", "{\"a\":1e400}", "{\"a\":1e-1000000}",
            "{\"a\":0e999999999}", "{\"a\":1e99999999999999999999}"})
    void a_body_that_is_no_json_object_is_refused(String body) throws IOException {
        assertRefused(post(CALL + KEY, body), 400, 4, "GetOrCreateCall");
    }

    @Test
    void a_body_that_is_no_utf8_is_refused() throws IOException {
        byte[] body = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'};
        assertRefused(RawHttp.send(port, request("POST", CALL + KEY, serverToken(), body)), 400, 4, "GetOrCreateCall");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 10_000, 150_000})
    void deep_nesting_is_refused(int depth) throws IOException {
        assertRefused(post(CALL + KEY, "{\"a\":".repeat(depth) + "1" + "}".repeat(depth + (depth == 64 ? 1 : 0))),
                400, 4, "GetOrCreateCall");
        assertRefused(post(CALL + KEY, "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}"), 400, 4,
                "GetOrCreateCall");
    }

    @Test
    void a_wrong_field_is_named_in_the_message_and_in_exception_fields() throws IOException {
        Answer answer = post(CALL + KEY, "{\"data\":{\"members\":[{\"user_id\":\"a\"},{\"user_id\":7}]}}");

        assertRefused(answer, 400, 4, "GetOrCreateCall");
        assertThat(answer.message()).isEqualTo(
                "GetOrCreateCall failed with error: \"data.members[1].user_id must be a string\"");
        assertThat(answer.json().at("/exception_fields/data.members[1].user_id").stringValue())
                .isEqualTo("data.members[1].user_id must be a string");
    }

    @Test
    void a_body_of_one_byte_too_many_is_refused_and_one_of_the_limit_is_not() throws IOException {
        String full = "{\"x\":\"" + "a".repeat(1024 * 1024 - 8) + "\"}";
        assertThat(post(CALL + KEY, full).status()).isEqualTo(201);
        assertRefused(post(CALL + KEY, full + " "), 413, 22, "GetOrCreateCall");
    }

    @Test
    void a_chunked_body_that_is_too_big_is_refused_and_a_small_one_is_read() throws IOException {
        String head = head("POST", CALL + KEY, serverToken(), "Transfer-Encoding: chunked") + "\r\n";
        String big = " ".repeat(1024 * 1024 + 1);
        assertRefused(RawHttp.send(port, head + Integer.toHexString(big.length()) + "\r\n" + big + "\r\n0\r\n\r\n"),
                413, 22, "GetOrCreateCall");
        assertThat(RawHttp.send(port, head + "4\r\n{  }\r\n0\r\n\r\n").status()).isEqualTo(201);
    }

    @Test
    void a_body_announced_as_huge_is_refused_without_waiting_for_it() throws IOException {
        assertRefused(RawHttp.send(port, head("POST", CALL + KEY, serverToken(),
                "Content-Length: 99999999999") + "\r\n"), 413, 22, "GetOrCreateCall");
    }

    @Test
    void a_malformed_chunk_is_refused() throws IOException {
        assertRefused(RawHttp.send(port, head("POST", CALL + KEY, serverToken(), "Transfer-Encoding: chunked")
                + "\r\nzz\r\n{}\r\n"), 400, 4, "GetOrCreateCall");
    }

    @Test
    void a_half_sent_body_is_given_up() throws IOException {
        assertRefused(RawHttp.send(port, head("POST", CALL + KEY, serverToken(), "Content-Length: 100")
                + "\r\n{\"data\":"), 408, 23, "GetOrCreateCall");
    }

    @Test
    void a_body_that_ends_too_early_is_refused() throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.write(head("POST", CALL + KEY, serverToken(), "Content-Length: 100") + "\r\n{\"data\":{}}");
            http.finishSending();
            assertRefused(http.read(), 400, 4, "GetOrCreateCall");
        }
    }

    /** HTTP has nothing to answer yet; what matters is that the connection is not kept for ever. */
    @Test
    void a_head_that_never_ends_is_dropped() throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.write("POST " + CALL + " HTTP/1.1\r\nHost: local");
            assertThatThrownBy(http::read).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void an_error_does_not_repeat_a_long_text_in_full() throws IOException {
        String key = "k".repeat(40_000);
        Answer answer = post(CALL + KEY, "{\"" + key + "\":{\"" + key + "\":1e999}}");
        assertRefused(answer, 400, 4, "GetOrCreateCall");
        assertThat(answer.text().length()).isBetween(8_000, 20_000);
    }

    @Test
    void a_body_that_drips_is_given_up() throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            http.write(head("POST", CALL + KEY, serverToken(), "Content-Length: 100000") + "\r\n{");
            Thread dripping = Thread.ofVirtual().start(() -> drip(http));
            assertRefused(http.read(), 408, 23, "GetOrCreateCall");
            dripping.interrupt();
            dripping.join();
        }
    }

    /** Paces the client; nothing waits for it. */
    private static void drip(RawHttp http) {
        try {
            while (!Thread.interrupted()) {
                http.write(" ");
                LockSupport.parkNanos(100_000_000);
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_unknown_route_is_not_found() throws IOException {
        for (String path : new String[] {"/", "/api/v2", "/api/v2/", "/api/v2/nothing", "/video/nothing/at/all",
                "/users", "/api/v2/video/calls/", "/api/v2//video/calls", "/error", "/api/v2/video/call/default/"}) {
            assertRefused(post(path + KEY, "{}"), 404, 16, "Request");
        }
        assertThat(post("/nowhere", "").message()).isEqualTo("Request failed with error: \"Not Found\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "PUT", "OPTIONS", "FOO"})
    void a_wrong_method_is_refused_and_the_right_ones_are_named(String method) throws IOException {
        Answer answer = RawHttp.send(port, request(method, CALL + KEY, serverToken(), new byte[0]));
        assertRefused(answer, 405, 4, "Request");
        assertThat(answer.headers().get("Allow")).isEqualTo("GET, PATCH, POST");
    }

    @ParameterizedTest
    @CsvSource({"/api/v2/video/call/default/a%00b,400", "/api/v2/video/call/default/a%2Fb,400",
            "/api/v2/video/call/default/a%5Cb,400", "/api/v2/video/call/default/a%zz,400",
            "/api/v2/video/call/default/a;b%a/,400", "/api/v2/video/call/default/a;b=%ff,400",
            "/api/v2/video/call/default/%,400", "/api/v2/video/call/default/%C3%28,400",
            "/api/v2/video/call/default/a%20b,400", "/api/v2/video/call/default/%C3%A9,400",
            "/api/v2/video/call/default/../x/y,404", "/api/v2/video/call/default/%2e%2e,400",
            "/api/v2/video/call/default/a;b=c,400", "/api/v2/video/call/a:b/c,400"})
    void a_path_that_names_no_call_is_refused(String path, int status) throws IOException {
        Answer answer = post(path + KEY, "{}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertRefused(answer, status, status == 404 ? 16 : 4, answer.message().split(" ")[0]);
    }

    @Test
    void an_over_long_id_is_refused_and_one_of_the_limit_is_not() throws IOException {
        String path = "/api/v2/video/call/default/";
        assertThat(post(path + "x".repeat(64) + KEY, "{}").status()).isEqualTo(201);
        assertRefused(post(path + "x".repeat(65) + KEY, "{}"), 400, 4, "GetOrCreateCall");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GARBAGE\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
            "GET /a b c HTTP/1.1\r\nHost: x\r\n\r\n", "G@T / HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /\u00e9 HTTP/1.1\r\nHost: x\r\n\r\n", "GET /x HTTP/1.1\r\n\r\n",
            "GET /x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET /x HTTP/1.1\r\nHost: a b\r\n\r\n",
            "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
            "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
            "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
            "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n", "CONNECT x:1 HTTP/1.1\r\nHost: x:1\r\n\r\n",
            "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", "POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: magic\r\n\r\n",
            "GET /x HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n", "GET /x?q={\"a\"} HTTP/1.1\r\nHost: x\r\n\r\n"})
    void what_tomcat_itself_refuses_is_answered_in_the_error_body_too(String request) throws IOException {
        Answer answer = RawHttp.send(port, request);
        assertThat(answer.status()).as(answer.toString()).isBetween(400, 599).isNotEqualTo(500);
        assertRefused(answer, answer.status(), answer.code(), "Request");
    }

    @Test
    void headers_that_are_too_big_or_too_many_are_refused() throws IOException {
        assertRefused(RawHttp.send(port, "GET " + CALL + " HTTP/1.1\r\nHost: x\r\nX-Big: " + "a".repeat(70_000)
                + "\r\n\r\n"), 431, 24, "Request");
        assertRefused(RawHttp.send(port, "GET " + CALL + " HTTP/1.1\r\nHost: x\r\n" + "A: 1\r\n".repeat(200)
                + "\r\n"), 431, 24, "Request");
        assertRefused(RawHttp.send(port, "GET /" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"), 431, 24,
                "Request");
    }

    @Test
    void a_broken_handler_answers_minus_one_and_says_nothing_about_the_inside() throws IOException {
        Answer answer = RawHttp.send(port, request("POST", "/api/v2/video/calls" + KEY, serverToken(), new byte[0],
                "x-client-request-id: trace-7"));
        assertRefused(answer, 500, -1, "QueryCalls");
        assertThat(answer.message()).isEqualTo("QueryCalls failed with error: \"internal error, request trace-7\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"members_limit=101", "members_limit=-1", "members_limit=x", "members_limit=1e3",
            "members_limit=99999999999999999999", "ring=yes", "ring=TRUE", "ring=%ff", "x=%"})
    void a_wrong_query_parameter_is_refused(String parameter) throws IOException {
        assertRefused(RawHttp.send(port, request("GET", CALL + KEY + "&" + parameter, serverToken(), new byte[0])),
                400, 4, "GetCall");
    }

    @Test
    void a_form_is_read_as_the_json_it_is_not() throws IOException {
        assertRefused(RawHttp.send(port, request("POST", CALL + KEY, serverToken(),
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n"
                        .getBytes(StandardCharsets.UTF_8), "Content-Type: multipart/form-data; boundary=x")),
                400, 4, "GetOrCreateCall");
    }
}
