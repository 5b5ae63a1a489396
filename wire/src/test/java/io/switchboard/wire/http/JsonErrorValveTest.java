package io.switchboard.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.wire.error.ErrorCode;
import java.io.IOException;
import java.util.Optional;
import org.apache.coyote.BadRequestException;
import org.junit.jupiter.api.Test;

class JsonErrorValveTest {

    @Test
    void a_head_that_makes_no_sense_is_the_clients_mistake() {
        assertThat(code(400, new IllegalArgumentException("Invalid character"))).isEqualTo(ErrorCode.INPUT);
        assertThat(code(400, new BadRequestException("chunk"))).isEqualTo(ErrorCode.INPUT);
        assertThat(code(400, new IOException("closed"))).isEqualTo(ErrorCode.INPUT);
        assertThat(JsonErrorValve.error(400, Optional.empty()).code()).isEqualTo(ErrorCode.INPUT);
    }

    @Test
    void whatever_else_breaks_while_it_is_read_is_ours_and_worth_another_try() {
        assertThat(code(400, new IllegalStateException("stopped"))).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(code(400, new NullPointerException())).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(JsonErrorValve.error(400, Optional.of(new NullPointerException())).retryAfter()).isPresent();
    }

    @Test
    void other_statuses_keep_their_meaning_whatever_raised_them() {
        assertThat(code(404, new IllegalStateException("x"))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(code(413, new IllegalStateException("x"))).isEqualTo(ErrorCode.PAYLOAD_TOO_BIG);
    }

    private static ErrorCode code(int status, Throwable cause) {
        return JsonErrorValve.error(status, Optional.of(cause)).code();
    }
}
