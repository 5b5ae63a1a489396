package io.switchboard.wire.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;

/** The timer {@code switchboard.requests}, by operation and HTTP status. */
record MicrometerRequests(MeterRegistry registry) implements RequestObserver {

    @Override
    public void answered(String operation, int status, long nanos) {
        registry.timer("switchboard.requests", "operation", operation, "status", Integer.toString(status))
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
