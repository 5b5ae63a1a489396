package io.switchboard.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.page.Cursor;
import io.switchboard.wire.auth.Caller;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Operation;
import io.switchboard.wire.http.RequestId;
import io.switchboard.wire.json.JsonBody;
import io.switchboard.wire.json.JsonReader;
import io.switchboard.wire.render.TimeStyle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {

    private static final String CURSOR = "AQAx-_Z";
    private static final String FILTER = "{\"custom.city\":\"Köln\",\"custom.seats\":{\"$gt\":1E+2},\"ended_at\":null}";

    @ParameterizedTest
    @ValueSource(strings = {"{\"next\":\"%s\"}", "{\"filter_conditions\":null,\"sort\":null,\"limit\":null,\"next\":\"%s\"}"})
    void nextAloneBringsBackTheFilterOfThePageBefore(String followUp) {
        PageRequest first = read("{\"filter_conditions\":" + FILTER + "}");

        PageRequest second = read(followUp.formatted(first.token(CURSOR)));

        assertThat(second.filter()).isEqualTo(first.filter()).isNotEqualTo(Filter.everything());
        assertThat(second.cursor()).contains(new Cursor.Sent(Cursor.Direction.NEXT, CURSOR));
        assertThat(second.token(CURSOR)).as("the page after that").isEqualTo(first.token(CURSOR));
    }

    @Test
    void prevAloneBringsBackTheFilterToo() {
        PageRequest first = read("{\"filter_conditions\":" + FILTER + "}");

        PageRequest back = read("{\"prev\":\"" + first.token(CURSOR) + "\"}");

        assertThat(back.filter()).isEqualTo(first.filter());
        assertThat(back.cursor()).contains(new Cursor.Sent(Cursor.Direction.PREVIOUS, CURSOR));
    }

    @Test
    void aPageLiesOneWayOnly() {
        ApiException refusal = catchThrowableOfType(ApiException.class,
                () -> read("{\"next\":\"" + CURSOR + "\",\"prev\":\"" + CURSOR + "\"}"));

        assertThat(refusal.error().reason()).isEqualTo("prev and next cannot be given together");
        assertThat(read("{\"next\":\"" + CURSOR + "\",\"prev\":null}").cursor()).isPresent();
    }

    @Test
    void aFilterThatIsGivenCountsAlthoughNextCarriesAnother() {
        String next = read("{\"filter_conditions\":" + FILTER + "}").token(CURSOR);

        PageRequest request = read("{\"filter_conditions\":{},\"next\":\"" + next + "\"}");

        assertThat(request.filter()).isEqualTo(Filter.everything());
        assertThat(request.cursor()).contains(new Cursor.Sent(Cursor.Direction.NEXT, CURSOR));
    }

    @Test
    void withoutAFilterNextIsTheCursorItself() {
        assertThat(read("{}").token(CURSOR)).isEqualTo(CURSOR);
        assertThat(read("{\"next\":\"" + CURSOR + "\"}").cursor()).contains(new Cursor.Sent(Cursor.Direction.NEXT, CURSOR));
        assertThat(read("{\"next\":\"" + CURSOR + "\"}").filter()).isEqualTo(Filter.everything());
    }

    @Test
    void aVeryLongFilterIsNotCarried() {
        String ids = ("\"" + "x".repeat(1000) + "\",").repeat(5);

        PageRequest first = read("{\"filter_conditions\":{\"id\":{\"$in\":[" + ids + "\"y\"]}}}");

        for (String field : List.of("next", "prev")) {
            String again = "\"" + field + "\":\"" + first.token(CURSOR) + "\"}";
            assertThat(read("{\"filter_conditions\":" + first.asked().orElseThrow() + "," + again).cursor().orElseThrow().text())
                    .isEqualTo(CURSOR);
            ApiException alone = catchThrowableOfType(ApiException.class, () -> read("{" + again));
            assertThat(alone.error().exceptionFields()).containsOnlyKeys(field);
            assertThat(alone.error().reason()).isEqualTo(field + " belongs to a filter of more than 4096 bytes, which it "
                    + "does not carry; send filter_conditions again with it");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".AQAx", "!.AQAx", "W10.AQAx", "e30_.AQAx", "eyJhIjox.AQAx"})
    void aTextWithoutAFilterBeforeItsDotIsRefused(String forged) {
        for (String field : List.of("next", "prev")) {
            ApiException refusal = catchThrowableOfType(ApiException.class,
                    () -> read("{\"" + field + "\":\"" + forged + "\"}"));

            assertThat(refusal).isNotNull();
            assertThat(refusal.error().reason()).isEqualTo(field + " is not a cursor of this application");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"call_cid\":\"d:a\"}", "{\"Aype\":\"default\"}", "{\"id\":{\"$gt\":1}}"})
    void aCarriedFilterThatMakesNoSenseHereIsTheCursorsFault(String carried) {
        String base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(carried.getBytes(StandardCharsets.UTF_8));
        for (String field : List.of("next", "prev")) {
            String cursor = "\"" + field + "\":\"" + base64 + "." + CURSOR + "\"";
            ApiException alone = catchThrowableOfType(ApiException.class, () -> read("{" + cursor + "}"));
            assertThat(alone.error().exceptionFields()).containsOnlyKeys(field);
            assertThat(alone.error().reason()).isEqualTo(field + " belongs to a query with another filter or sort");

            ApiException written = catchThrowableOfType(ApiException.class,
                    () -> read("{\"filter_conditions\":" + carried + "," + cursor + "}"));
            assertThat(written.error().exceptionFields().keySet()).allMatch(name -> name.startsWith("filter_conditions."));
        }
    }

    private static PageRequest read(String body) {
        return PageRequest.read(new Body(JsonReader.read(body.getBytes(StandardCharsets.UTF_8))), FieldTable.CALLS, 2);
    }

    /** A request of a server that consists of nothing but a body. */
    private record Body(JsonBody body) implements ApiRequest {

        @Override
        public Operation operation() {
            return Operation.QueryCalls;
        }

        @Override
        public Caller caller() {
            return new Caller.Server();
        }

        @Override
        public String path(String variable) {
            throw new IllegalArgumentException(variable);
        }

        @Override
        public Optional<String> query(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Integer> queryInt(String name, int min, int max) {
            return Optional.empty();
        }

        @Override
        public Optional<Boolean> queryBool(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }

        @Override
        public TimeStyle timeStyle() {
            return TimeStyle.NANOS;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public Optional<RequestId> requestId() {
            return Optional.empty();
        }

        @Override
        public String bodyHash() {
            return "";
        }
    }
}
