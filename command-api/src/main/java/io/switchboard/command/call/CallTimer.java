package io.switchboard.command.call;

import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallSession;
import java.time.Instant;
import java.util.Optional;

/** The timers a call can have, at most one of each. When one is due follows from the call's core alone. */
public enum CallTimer {

    /** {@code settings.limits.max_duration_seconds} of the session are over. */
    MAX_DURATION('d') {
        @Override
        public Optional<Instant> due(CallCore core) {
            return core.currentSession().flatMap(CallSession::timerEndsAt);
        }
    },

    /** Somebody was rung {@code settings.ring.missed_call_timeout_ms} ago and has not answered. */
    MISSED('m') {
        @Override
        public Optional<Instant> due(CallCore core) {
            return core.currentSession().flatMap(CallSession::ringEndsAt);
        }
    };

    private final char code;

    CallTimer(char code) {
        this.code = code;
    }

    /** How rows name it; never changes. */
    char code() {
        return code;
    }

    /** When it is due in a call like this; empty when it is not armed. */
    public abstract Optional<Instant> due(CallCore core);

    static CallTimer of(char code) {
        for (CallTimer timer : values()) {
            if (timer.code == code) {
                return timer;
            }
        }
        throw new IllegalArgumentException("no timer is called '" + code + "'");
    }
}
