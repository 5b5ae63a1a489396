package io.switchboard.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.wire.auth.Tokens;
import io.switchboard.wire.http.RawHttp.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who gets in, and what an answer is made of. */
class AdmissionTest extends HttpTest {

    private static final byte[] NONE = {};

    @Autowired
    private MeterRegistry meters;

    @Test
    void the_key_is_checked_before_the_token() throws IOException {
        assertReason(get(CALL, "garbage"), 401, 2, "GetCall failed with error: \"api_key or app_id not provided\"");
        assertReason(get(CALL + "?api_key=", serverToken()), 401, 2,
                "GetCall failed with error: \"api_key or app_id not provided\"");
        assertReason(get(CALL + "?api_key=wrong", "garbage"), 401, 2,
                "GetCall failed with error: \"api_key not valid\"");
    }

    @Test
    void a_token_must_be_there_and_be_good() throws IOException {
        Instant now = Instant.now();
        assertRefused(get(CALL + KEY, ""), 401, 5, "GetCall");
        assertRefused(RawHttp.send(port, "GET " + CALL + KEY + " HTTP/1.1\r\nHost: x\r\n\r\n"), 401, 5, "GetCall");
        assertRefused(get(CALL + KEY, "garbage"), 401, 5, "GetCall");
        assertReason(get(CALL + KEY, "Bearer " + serverToken()), 401, 5,
                "GetCall failed with error: \"JWTAuth error: send the token without 'Bearer '\"");
        assertRefused(get(CALL + KEY, "eyJhbGciOiJub25lIn0.eyJzZXJ2ZXIiOnRydWV9."), 401, 5, "GetCall");
        assertReason(get(CALL + KEY, Tokens.signServer("x".repeat(32), now)), 401, 43,
                "GetCall failed with error: \"JWTAuth error: signature is not valid\"");
        assertReason(get(CALL + KEY, Tokens.signUser(ToyApplication.SECRET, "john", now.minusSeconds(60),
                Optional.of(Duration.ofSeconds(30)))), 401, 40,
                "GetCall failed with error: \"JWTAuth error: token is expired (exp)\"");
        assertReason(get(CALL + KEY, Tokens.signServer(ToyApplication.SECRET, now.plusSeconds(60))), 401, 42,
                "GetCall failed with error: \"JWTAuth error: token used before issue at (iat)\"");
        assertThat(get(CALL + KEY, Tokens.signServer(ToyApplication.SECRET, now.plusSeconds(5))).status())
                .isEqualTo(200);
    }

    @Test
    void a_user_may_not_do_what_needs_a_server_token() throws IOException {
        String users = "/api/v2/users" + KEY;
        assertRefused(RawHttp.send(port, request("POST", users, userToken("john"), NONE)), 403, 17, "UpdateUsers");
        assertThat(RawHttp.send(port, request("POST", users, serverToken(), NONE)).status()).isEqualTo(201);
        assertThat(get(CALL + KEY, userToken("john")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"anonymous,''", "ANONYMOUS,''", "basic,''"})
    void a_token_is_needed_whatever_the_auth_type_says(String authType, String token) throws IOException {
        assertRefused(RawHttp.send(port, "GET " + CALL + KEY + " HTTP/1.1\r\nHost: x\r\nstream-auth-type: " + authType
                + "\r\nAuthorization: " + token + "\r\n\r\n"), 401, 5, "GetCall");
    }

    @Test
    void what_is_open_to_anyone_needs_the_key_and_a_token_only_if_there_is_one() throws IOException {
        String path = "/video/call/members";
        assertThat(caller("POST " + path + KEY + " HTTP/1.1\r\nHost: x\r\nstream-auth-type: anonymous\r\n\r\n"))
                .contains("!anon");
        assertThat(caller("POST " + path + KEY + " HTTP/1.1\r\nHost: x\r\n\r\n")).contains("!anon");
        assertThat(caller(head("POST", path + KEY, userToken("john")) + "\r\n")).contains("john");
        assertRefused(RawHttp.send(port, head("POST", path + KEY, "garbage") + "\r\n"), 401, 5, "QueryCallMembers");
        assertRefused(RawHttp.send(port, head("POST", path, "") + "\r\n"), 401, 2, "QueryCallMembers");
    }

    private String caller(String request) throws IOException {
        return RawHttp.send(port, request).json().get("caller").stringValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 0\r\nContent-Type: application/json\r\n",
            "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}",
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 2\r\n\r\n{}"})
    void a_body_may_be_missing_empty_or_of_any_content_type(String rest) throws IOException {
        for (String target : new String[] {"POST " + CALL, "PATCH " + CALL, "POST " + CALL + "/mark_ended"}) {
            String line = target + KEY + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + serverToken() + "\r\n";
            assertThat(RawHttp.send(port, line + rest + (rest.endsWith("{}") ? "" : "\r\n")).status()).isEqualTo(201);
        }
    }

    @Test
    void both_path_families_answer_with_their_own_style_of_time() throws IOException {
        Answer server = post(CALL + KEY, "{\"data\":{\"members\":[{\"user_id\":\"a\"}]}}");
        assertThat(server.status()).isEqualTo(201);
        assertThat(server.json().get("now").isIntegralNumber()).isTrue();
        assertThat(server.json().get("cid").stringValue()).isEqualTo("default:abc");
        assertThat(server.json().get("members").intValue()).isEqualTo(1);
        assertThat(server.json().get("duration").stringValue()).matches("\\d+\\.\\d\\dms");
        assertThat(server.headers().get("Content-Type")).isEqualTo("application/json");

        Answer client = post(CALL.substring("/api/v2".length()) + KEY, "{}");
        assertThat(Instant.parse(client.json().get("now").stringValue())).isBefore(Instant.now());
        assertThat(post("/users" + KEY, "{}").status()).isEqualTo(404);
    }

    @Test
    void custom_data_keeps_its_exact_numbers_and_nulls() throws IOException {
        String custom = "{\"n\":null,\"big\":12345678901234567890123,\"d\":0.10}";
        assertThat(post(CALL + KEY, "{\"data\":{\"custom\":" + custom + "}}").json().get("custom").stringValue())
                .isEqualTo(custom);
    }

    @Test
    void query_parameters_are_decoded_and_typed() throws IOException {
        Answer answer = get(CALL + KEY + "&members_limit=3&ring=true&notify=&x", serverToken());
        assertThat(answer.json().get("limit").intValue()).isEqualTo(3);
        assertThat(answer.json().get("ring").booleanValue()).isTrue();
    }

    @Test
    void the_request_id_comes_from_idempotency_key_first() throws IOException {
        assertThat(requestId()).isEqualTo("none");
        assertThat(requestId("x-client-request-id: a")).isEqualTo("RequestId[value=a, source=CLIENT_REQUEST_ID]");
        assertThat(requestId("x-client-request-id: a", "Idempotency-Key: b"))
                .isEqualTo("RequestId[value=b, source=IDEMPOTENCY_KEY]");
        assertRefused(RawHttp.send(port, request("GET", CALL + KEY, serverToken(), NONE,
                "Idempotency-Key: " + "x".repeat(256))), 400, 4, "GetCall");
        assertRefused(RawHttp.send(port, request("GET", CALL + KEY, serverToken(), NONE,
                "x-client-request-id: \u00e9")), 400, 4, "GetCall");
    }

    private String requestId(String... headers) throws IOException {
        return RawHttp.send(port, request("GET", CALL + KEY, serverToken(), NONE, headers)).json().get("request_id")
                .stringValue();
    }

    @Test
    void the_fingerprint_is_of_what_is_asked_and_not_of_who_or_when() throws IOException {
        String hash = hash(CALL + KEY, "{\"a\":1}");
        assertThat(hash).matches("[0-9a-f]{64}").isEqualTo(hash(CALL + KEY, "{\"a\":1}"));
        assertThat(hash(CALL + KEY, "{\"a\":2}")).isNotEqualTo(hash);
        assertThat(hash(CALL + "d" + KEY, "{\"a\":1}")).isNotEqualTo(hash);
        assertThat(hash(CALL + KEY + "&ring=true", "{\"a\":1}")).isNotEqualTo(hash);
        assertThat(hash(CALL + "?x=&api_key=" + ToyApplication.KEY, "{\"a\":1}")).isNotEqualTo(hash);
    }

    private String hash(String target, String body) throws IOException {
        return post(target, body).json().get("hash").stringValue();
    }

    @Test
    void remaining_falls_between_two_calls_and_a_refused_token_uses_nothing() throws IOException {
        int first = remaining(get(CALL + KEY, serverToken()));
        get(CALL + KEY, "garbage");
        int second = remaining(get(CALL + KEY, serverToken()));
        // A new minute may have started in between; then the count starts afresh.
        assertThat(second == first - 1 || second == 999_999).isTrue();
    }

    private static int remaining(Answer answer) {
        assertRateLimited(answer);
        return Integer.parseInt(answer.headers().get("x-ratelimit-remaining"));
    }

    @Test
    void a_connection_survives_refusals_that_are_not_its_fault() throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.write(request("POST", "/api/v2/nothing", serverToken(), "{}".getBytes(StandardCharsets.UTF_8)));
            assertRefused(http.read(), 404, 16, "Request");
            http.write(request("POST", CALL, serverToken(), "{}".getBytes(StandardCharsets.UTF_8)));
            assertRefused(http.read(), 401, 2, "GetOrCreateCall");
            http.write(request("POST", CALL + KEY, serverToken(), "{}".getBytes(StandardCharsets.UTF_8)));
            assertThat(http.read().status()).isEqualTo(201);
        }
    }

    @Test
    void every_answer_of_an_operation_is_timed() throws IOException {
        long before = timed("401");
        get(CALL, serverToken());
        assertThat(timed("401")).isEqualTo(before + 1);
    }

    private long timed(String status) {
        return meters.timer("switchboard.requests", "operation", "GetCall", "status", status).count();
    }

    private Answer get(String target, String token) throws IOException {
        return RawHttp.send(port, head("GET", target, token) + "\r\n");
    }

    private static void assertReason(Answer answer, int status, int code, String message) {
        assertRefused(answer, status, code, message.split(" ")[0]);
        assertThat(answer.message()).isEqualTo(message);
    }
}
