package io.switchboard.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.switchboard.events.codec.Rfc3339;
import io.switchboard.wire.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n\t", "{}", "{\"x\":null}", "{\"other\":1}"})
    void null_absent_and_no_body_at_all_are_the_same(String text) {
        JsonBody body = read(text);
        assertThat(body.has("x")).isFalse();
        assertThat(body.optionalString("x")).isEmpty();
        assertThat(body.optionalBoolean("x")).isEmpty();
        assertThat(body.optionalInt("x", 0, 1)).isEmpty();
        assertThat(body.optionalInstant("x")).isEmpty();
        assertThat(body.optionalObject("x")).isEmpty();
        assertThat(body.objects("x", 1)).isEmpty();
        assertThat(body.strings("x", 1)).isEmpty();
        assertThat(body.map("x", 1)).isEmpty();
        assertThat(body.rawObject("x")).isEmpty();
    }

    @Test
    void values_are_read_by_type() {
        JsonBody body = read("{\"s\":\"t\",\"b\":false,\"i\":7,\"t\":\"2026-01-02T03:04:05.678Z\",\"o\":{\"s\":\"u\"},"
                + "\"l\":[\"a\",\"b\"],\"m\":{\"z\":{\"s\":\"1\"},\"n\":null,\"a\":{\"s\":\"2\"}}}");
        assertThat(body.requiredString("s")).isEqualTo("t");
        assertThat(body.optionalBoolean("b")).contains(false);
        assertThat(body.optionalInt("i", 7, 7)).contains(7);
        assertThat(body.optionalInstant("t")).contains(Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(body.optionalObject("o").orElseThrow().requiredString("s")).isEqualTo("u");
        assertThat(body.strings("l", 2)).containsExactly("a", "b");
        assertThat(body.map("m", 3).keySet()).containsExactly("z", "a");
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.of(
                refused("{\"x\":1}", body -> body.optionalString("x"), "x must be a string"),
                refused("{\"x\":{}}", body -> body.requiredString("x"), "x must be a string"),
                refused("{}", body -> body.requiredString("x"), "x is required"),
                refused("{\"x\":null}", body -> body.requiredString("x"), "x is required"),
                refused("{\"x\":\"\"}", body -> body.requiredString("x"), "x is required"),
                refused("{\"x\":\"true\"}", body -> body.optionalBoolean("x"), "x must be a boolean"),
                refused("{\"x\":0}", body -> body.optionalBoolean("x"), "x must be a boolean"),
                refused("{\"x\":\"1\"}", body -> body.optionalInt("x", 0, 9), "x must be an integer"),
                refused("{\"x\":1.5}", body -> body.optionalInt("x", 0, 9), "x must be an integer"),
                refused("{\"x\":1e300}", body -> body.optionalInt("x", 0, 9), "x must be an integer"),
                refused("{\"x\":10}", body -> body.optionalInt("x", 0, 9), "x must be between 0 and 9"),
                refused("{\"x\":4294967297}", body -> body.optionalInt("x", 0, 9), "x must be between 0 and 9"),
                refused("{\"x\":99999999999999999999}", body -> body.optionalInt("x", 0, 9),
                        "x must be between 0 and 9"),
                refused("{\"x\":12}", body -> body.optionalInstant("x"), "x must be a string"),
                refused("{\"x\":\"soon\"}", body -> body.optionalInstant("x"),
                        "x must be an RFC 3339 time such as 2026-01-31T09:30:00Z"),
                refused("{\"x\":\"9999-01-01T00:00:00Z\"}", body -> body.optionalInstant("x"),
                        "x must lie between 1677-09-21T00:12:43.145224192Z and 2262-04-11T23:47:16.854775807Z"),
                refused("{\"x\":[]}", body -> body.optionalObject("x"), "x must be an object"),
                refused("{\"x\":\"\"}", body -> body.rawObject("x"), "x must be an object"),
                refused("{\"x\":{}}", body -> body.objects("x", 1), "x must be a list"),
                refused("{\"x\":[{},7]}", body -> body.objects("x", 2), "x[1] must be an object"),
                refused("{\"x\":[null]}", body -> body.objects("x", 2), "x[0] must be an object"),
                refused("{\"x\":[{},{},{}]}", body -> body.objects("x", 2), "x must contain at maximum 2 items"),
                refused("{\"x\":[\"\",\"\"]}", body -> body.strings("x", 1), "x must contain at maximum 1 item"),
                refused("{\"x\":[\"a\",{}]}", body -> body.strings("x", 2), "x[1] must be a string"),
                refused("{\"x\":[]}", body -> body.map("x", 2), "x must be an object"),
                refused("{\"x\":{\"a\":1}}", body -> body.map("x", 2), "x.a must be an object"),
                refused("{\"x\":{\"a\":{},\"b\":{}}}", body -> body.map("x", 1), "x must contain at maximum 1 items"));
    }

    private static Arguments refused(String text, Function<JsonBody, Object> reading, String reason) {
        return Arguments.of(text, reading, reason);
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void what_does_not_fit_is_refused_by_name(String text, Function<JsonBody, Object> reading, String reason) {
        ApiException refused = catchThrowableOfType(ApiException.class, () -> reading.apply(read(text)));
        assertThat(refused.error().reason()).isEqualTo(reason);
        assertThat(refused.error().exceptionFields()).isEqualTo(Map.of(reason.split(" ")[0], reason));
        assertThat(refused.error().status()).isEqualTo(400);
    }

    @Test
    void the_path_of_a_field_is_told_from_the_root() {
        JsonBody member = read("{\"data\":{\"members\":[{},{\"user_id\":1}]}}").optionalObject("data").orElseThrow()
                .objects("members", 100).get(1);
        assertThat(member.at("user_id")).isEqualTo("data.members[1].user_id");
        assertThat(catchThrowableOfType(ApiException.class, () -> member.requiredString("user_id")).error().reason())
                .isEqualTo("data.members[1].user_id must be a string");
    }

    @Test
    void custom_data_passes_untouched() {
        String custom = "{\"when\":\"2026-01-01T00:00:00Z\",\"none\":null,\"big\":123456789012345678901234567890,"
                + "\"exact\":0.1000000000000000000000000001,\"zeros\":1.500,\"deep\":[{\"a\":[null]}],\"é\":\"\\u0000\"}";
        assertThat(read("{\"custom\":" + custom + "}").rawObject("custom").orElseThrow().toString()).isEqualTo(custom);
    }

    static Stream<Arguments> unreadable() {
        String deep = "{\"a\":".repeat(65) + "1" + "}".repeat(65);
        return Stream.of(
                Arguments.of("{\"a\":1,\"a\":2}", "a", "a is given twice in one object"),
                Arguments.of("{\"data\":{\"members\":[{},{\"x\":{},\"x\":{\"y\":1}}]}}", "data.members[1].x",
                        "data.members[1].x is given twice in one object"),
                Arguments.of("{\"a\":{\"b\":1,\"b\":[[1]]}}", "a.b", "a.b is given twice in one object"),
                Arguments.of("{\"\":1,\"\":2}", null, "the JSON body has a field twice in one object"),
                Arguments.of("{} {}", null, "the body is not valid JSON (line 1, column 4)"),
                Arguments.of("{} []", null, "the body is not valid JSON (line 1, column 4)"),
                Arguments.of(deep, null, "the JSON body is nested more than 64 levels deep"),
                Arguments.of("{\"a\":" + "9".repeat(401) + "}", null,
                        "the JSON body has a number of more than 400 characters"),
                Arguments.of("{\"" + "k".repeat(50_001) + "\":1}", null,
                        "the JSON body has a field name of more than 50000 characters"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void what_cannot_be_read_is_told_why(String text, String field, String reason) {
        ApiException refused = catchThrowableOfType(ApiException.class, () -> read(text));
        assertThat(refused.error().reason()).isEqualTo(reason);
        assertThat(refused.error().exceptionFields()).isEqualTo(field == null ? Map.of() : Map.of(field, reason));
    }

    @Test
    void an_override_can_be_had_without_nulls_at_any_depth() {
        JsonBody body = read("{\"audio\":null,\"video\":{\"enabled\":true,\"camera\":null,\"size\":{\"w\":null}},"
                + "\"list\":[null,1]}");
        assertThat(body.withoutNulls().toString())
                .isEqualTo("{\"video\":{\"enabled\":true,\"size\":{}},\"list\":[null,1]}");
        assertThat(body.has("video")).isTrue();
        assertThat(body.optionalObject("video").orElseThrow().rawObject("size").orElseThrow().has("w")).isTrue();
    }

    static Stream<Arguments> times() {
        return Stream.of(
                Arguments.of("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
                Arguments.of("2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05.123456789Z"),
                Arguments.of("2026-01-02T03:04:05.1+00:00", "2026-01-02T03:04:05.1Z"),
                Arguments.of("2026-01-02T03:04:05-07:30", "2026-01-02T10:34:05Z"),
                Arguments.of("2026-01-02T03:04:05+0100", "2026-01-02T02:04:05Z"),
                Arguments.of("2026-01-02T03:04:05+01", "2026-01-02T02:04:05Z"),
                Arguments.of("2026-01-02T03:04:05", "2026-01-02T03:04:05Z"),
                Arguments.of("2026-01-02 03:04:05.5", "2026-01-02T03:04:05.5Z"),
                Arguments.of("2026-01-02t03:04:05z", "2026-01-02T03:04:05Z"),
                Arguments.of("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
                Arguments.of("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("times")
    void times_are_read_leniently(String text, String instant) {
        assertThat(Rfc3339.parse(text)).contains(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026", "2026-01-02", "2026-01-02T03:04", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z",
            "2026-01-02T24:00:00Z", "2026-01-02T03:04:60Z", "2026-01-02T03:04:05.Z", "2026-01-02T03:04:05.1234567891Z",
            "2026-01-02T03:04:05+25:00", "2026-01-02T03:04:05ZZ", "2026-01-02T 03:04:05Z", "2026-01-0203:04:05Z",
            "1767323045000000000", "-2026-01-02T03:04:05Z", "+12026-01-02T03:04:05Z", "2026-01-02T03:04:05 Z",
            "２０２６-01-02T03:04:05Z"})
    void what_is_no_time_is_not_read(String text) {
        assertThat(Rfc3339.parse(text)).isEmpty();
    }

    @Test
    void call_ids_are_letters_digits_underscores_and_dashes() {
        assertThat(List.of(Ids.callType("audio_room"), Ids.callId("A-z_09"))).containsExactly("audio_room", "A-z_09");
        for (String bad : new String[] {"", "a b", "a:b", "a/b", "é", "a\u0000", "x".repeat(65), "a\n"}) {
            assertThat(catchThrowableOfType(ApiException.class, () -> Ids.callId(bad)).error().exceptionFields())
                    .containsOnlyKeys("id");
            assertThat(catchThrowableOfType(ApiException.class, () -> Ids.callType(bad)).error().exceptionFields())
                    .containsOnlyKeys("type");
        }
    }

    @Test
    void user_ids_are_any_printable_text() {
        for (String good : new String[] {"my friend", "a@b.c", "é", "😀", "x".repeat(255), "a/b:c"}) {
            assertThat(Ids.userId("user_id", good)).isEqualTo(good);
        }
        for (String bad : new String[] {"", "  ", "a\u0000", "a\nb", "\u007f", "\ud83d", "x".repeat(256)}) {
            assertThat(catchThrowableOfType(ApiException.class, () -> Ids.userId("m[0].user_id", bad)).error()
                    .exceptionFields()).containsOnlyKeys("m[0].user_id");
        }
    }

    private static JsonBody read(String text) {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
