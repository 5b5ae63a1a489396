package io.switchboard.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
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

        PageRequest second = read(followUp.formatted(first.next(CURSOR)));

        assertThat(second.filter()).isEqualTo(first.filter()).isNotEqualTo(Filter.everything());
        assertThat(second.cursor()).contains(CURSOR);
        assertThat(second.next(CURSOR)).as("the page after that").isEqualTo(first.next(CURSOR));
    }

    @Test
    void aFilterThatIsGivenCountsAlthoughNextCarriesAnother() {
        String next = read("{\"filter_conditions\":" + FILTER + "}").next(CURSOR);

        PageRequest request = read("{\"filter_conditions\":{},\"next\":\"" + next + "\"}");

        assertThat(request.filter()).isEqualTo(Filter.everything());
        assertThat(request.cursor()).contains(CURSOR);
    }

    @Test
    void withoutAFilterNextIsTheCursorItself() {
        assertThat(read("{}").next(CURSOR)).isEqualTo(CURSOR);
        assertThat(read("{\"next\":\"" + CURSOR + "\"}").cursor()).contains(CURSOR);
        assertThat(read("{\"next\":\"" + CURSOR + "\"}").filter()).isEqualTo(Filter.everything());
    }

    @Test
    void aVeryLongFilterIsNotCarried() {
        String ids = ("\"" + "x".repeat(1000) + "\",").repeat(5);

        PageRequest first = read("{\"filter_conditions\":{\"id\":{\"$in\":[" + ids + "\"y\"]}}}");

        assertThat(first.next(CURSOR)).isEqualTo(CURSOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".AQAx", "!.AQAx", "W10.AQAx", "e30_.AQAx", "eyJhIjox.AQAx"})
    void aTextWithoutAFilterBeforeItsDotIsRefused(String forged) {
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> read("{\"next\":\"" + forged + "\"}"));

        assertThat(refusal).isNotNull();
        assertThat(refusal.error().reason()).isEqualTo("next is not a cursor of this application");
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
