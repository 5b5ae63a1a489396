package io.switchboard.wire.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.switchboard.wire.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final long S = NOW.getEpochSecond();
    private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private final TokenVerifier verifier = new TokenVerifier(new Credentials("key", SECRET));

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"server\":true}", "{\"server\":true,\"iat\":1}", "{\"role\":\"admin\"}"})
    void a_signed_token_without_user_id_is_the_server(String claims) {
        assertThat(verifier.verify(token(HS256, claims, SECRET), NOW)).isEqualTo(new Caller.Server());
    }

    @Test
    void the_header_needs_no_typ_as_the_java_sdk_sends_none() {
        assertThat(verifier.verify(token("{\"alg\":\"HS256\"}", "{\"iat\":" + S + ",\"server\":true}", SECRET), NOW))
                .isEqualTo(new Caller.Server());
    }

    @Test
    void a_token_with_user_id_is_that_user_with_its_role_and_calls() {
        String claims = "{\"user_id\":\"my friend\",\"role\":\"host\",\"call_cids\":[\"default:a\"],\"x\":{\"y\":1}}";
        assertThat(verifier.verify(token(HS256, claims, SECRET), NOW))
                .isEqualTo(new Caller.User("my friend", Optional.of("host"), List.of("default:a"), Optional.empty()));
    }

    @Test
    void tokens_made_here_are_accepted_here() {
        assertThat(verifier.verify(Tokens.signServer(SECRET, NOW), NOW)).isEqualTo(new Caller.Server());
        String user = Tokens.signUser(SECRET, "john", NOW, Optional.of(Duration.ofHours(1)));
        assertThat(verifier.verify(user, NOW.plusSeconds(3599))).isEqualTo(new Caller.User("john", Optional.empty(),
                List.of(), Optional.of(Instant.ofEpochSecond(NOW.getEpochSecond()))));
        assertThat(refusal(user, NOW.plusSeconds(3600))).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({"0,1970-01-01T00:00:00Z", "-5,1970-01-01T00:00:00Z", "1.9,1970-01-01T00:00:01Z",
            "-1e300,1970-01-01T00:00:00Z"})
    void a_token_tells_when_it_was_issued_as_far_as_a_clock_can(String iat, Instant issued) {
        assertThat(verifier.verify(token(HS256, "{\"user_id\":\"john\",\"iat\":" + iat + "}", SECRET), NOW))
                .isEqualTo(new Caller.User("john", Optional.empty(), List.of(), Optional.of(issued)));
    }

    @Test
    void a_token_that_was_good_before_is_still_checked_for_its_times() {
        String token = token(HS256, "{\"user_id\":\"john\",\"exp\":" + (S + 10) + "}", SECRET);
        assertThat(verifier.verify(token, NOW)).isEqualTo(new Caller.User("john", Optional.empty(), List.of(), Optional.empty()));
        assertThat(verifier.verify(token, NOW.plusSeconds(9))).isInstanceOf(Caller.User.class);
        assertThat(catchThrowableOfType(ApiException.class, () -> verifier.verify(token, NOW.plusSeconds(10)))
                .error().code().streamCode()).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "0  | {\"exp\":%+1}", "40 | {\"exp\":%+0}", "40 | {\"exp\":%-1}", "40 | {\"exp\":-9223372036854775808}",
            "0  | {\"exp\":1e300}", "0  | {\"exp\":%+0.5}", "40 | {\"exp\":%-0.5}",
            "0  | {\"iat\":%+10}", "42 | {\"iat\":%+11}", "42 | {\"iat\":9223372036854775807}", "0 | {\"iat\":%+0}",
            "0  | {\"nbf\":%+10}", "41 | {\"nbf\":%+11}", "0  | {\"nbf\":null,\"exp\":null,\"iat\":null}"})
    void times_are_checked_with_ten_seconds_of_skew_for_the_future_only(int code, String claims) {
        String at = claims.replace("%+0.5", S + ".5").replace("%-0.5", S - 1 + ".5").replace("%+10", "" + (S + 10))
                .replace("%+11", "" + (S + 11)).replace("%+1", "" + (S + 1)).replace("%+0", "" + S)
                .replace("%-1", "" + (S - 1));
        String token = token(HS256, at, SECRET);
        if (code == 0) {
            assertThat(verifier.verify(token, NOW)).isEqualTo(new Caller.Server());
        } else {
            assertThat(refusal(token, NOW)).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"user_id\":null}", "{\"user_id\":\"\"}", "{\"user_id\":7}", "{\"user_id\":[\"a\"]}",
            "{\"user_id\":\"a\\u0000\"}", "{\"user_id\":\"\\ud800\"}", "{\"user_id\":\"a\",\"role\":1}",
            "{\"user_id\":\"a\",\"call_cids\":\"default:a\"}", "{\"exp\":\"never\"}", "{\"iat\":true}", "[]", "null",
            "", "{", "{\"user_id\":\"a\",\"user_id\":\"b\"}"})
    void claims_that_make_no_sense_authenticate_nobody_and_never_the_server(String claims) {
        assertThat(refusal(token(HS256, claims, SECRET), NOW)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "garbage", "a.b", "a.b.c", "..", "a.b.c.d", "e30.e30.e30", "Bearer x.y.z",
            "eyJhbGciOiJIUzI1NiJ9", "eyJhbGciOiJIUzI1NiJ9.e30.", "eyJhbGciOiJIUzI1NiJ9..", "\u00e9.\u00e9.\u00e9"})
    void garbage_is_no_token(String token) {
        assertThat(refusal(token, NOW)).isIn(5, 43);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"alg\":\"none\"}", "{\"alg\":\"None\"}", "{\"alg\":\"HS384\"}", "{\"alg\":\"HS512\"}",
            "{\"alg\":\"RS256\"}", "{\"alg\":\"hs256\"}", "{\"alg\":\"\"}", "{}", "{\"alg\":null}", "{\"alg\":7}"})
    void any_other_algorithm_is_refused_even_with_a_good_signature(String header) {
        assertThat(refusal(token(header, "{}", SECRET), NOW)).isEqualTo(5);
        assertThat(refusal(unsigned(header, "{}"), NOW)).isEqualTo(5);
    }

    @Test
    void a_token_of_another_secret_or_with_changed_claims_has_a_bad_signature() {
        assertThat(refusal(token(HS256, "{}", SECRET + "x"), NOW)).isEqualTo(43);
        String[] parts = token(HS256, "{\"user_id\":\"john\"}", SECRET).split("\\.");
        assertThat(refusal(parts[0] + "." + base64("{\"user_id\":\"jack\"}") + "." + parts[2], NOW)).isEqualTo(43);
    }

    @Test
    void a_header_that_demands_what_is_not_understood_is_refused() {
        assertThat(refusal(token("{\"alg\":\"HS256\",\"crit\":[\"x\"],\"x\":1}", "{}", SECRET), NOW)).isEqualTo(43);
    }

    @Test
    void the_signature_is_checked_before_the_claims() {
        assertThat(refusal(token(HS256, "{\"exp\":1}", SECRET + "x"), NOW)).isEqualTo(43);
    }

    @Test
    void credentials_hide_the_secret_and_refuse_a_short_one() {
        assertThat(new Credentials("key", SECRET).toString()).doesNotContain(SECRET).contains("key");
        assertThatThrownBy(() -> new Credentials("key", "short-secret")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes").hasMessageNotContaining("short-secret");
        assertThatThrownBy(() -> new Credentials(" ", SECRET)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Credentials("key", "é".repeat(16))).isNotNull();
    }

    private int refusal(String token, Instant now) {
        ApiException refused = catchThrowableOfType(ApiException.class, () -> verifier.verify(token, now));
        assertThat(refused).as("a refusal of " + token).isNotNull();
        assertThat(refused.error().status()).isEqualTo(401);
        return refused.error().code().streamCode();
    }

    /** Made by hand, so that what is accepted does not depend on what our own signing can make. */
    private static String token(String header, String claims, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signed = base64(header) + "." + base64(claims);
            return signed + "." + Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String unsigned(String header, String claims) {
        return base64(header) + "." + base64(claims) + ".";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
