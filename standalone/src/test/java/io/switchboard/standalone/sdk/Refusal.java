package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.getstream.exceptions.StreamException;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the Java SDK hands to an application when the server refuses. */
final class Refusal {

    private Refusal() {
    }

    /** Asserts that the request is refused with this HTTP status and Stream error code; the text can be looked at next. */
    static AbstractStringAssert<?> refused(int status, int code, ThrowingCallable request) {
        StreamException refusal = catchThrowableOfType(StreamException.class, request);
        assertThat(refusal).as("the request must be refused").isNotNull();
        StreamException.ResponseData error = refusal.getResponseData();
        assertThat(error).as("the error body, of: %s", refusal).isNotNull();
        assertThat(error.getStatusCode()).as("StatusCode of: %s", error).isEqualTo(status);
        assertThat(error.getCode()).as("code of: %s", error).isEqualTo(code);
        assertThat(error.getMoreInfo()).as("more_info of: %s", error).isNotBlank();
        assertThat(error.getDuration()).as("duration of: %s", error).isNotBlank();
        return assertThat(error.getMessage());
    }
}
