package io.switchboard.events.call;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One time that a call was held: from when its first participant came, or its members were rung, until the last one
 * left. Immutable. Who is in and who was rung are rows of their own, so this stays small.
 *
 * @param startedAt    when the first participant came; empty while it only rings
 * @param liveStartedAt when it could first be seen by everyone: the start, or leaving backstage
 * @param timerEndsAt  when it will be ended because {@code settings.limits.max_duration_seconds} are over
 * @param ringEndsAt   when the earliest ringing that is not answered will have been missed
 * @param participants how many are in now
 * @param countsByRole how many of them have which role; no zeros
 * @param attendance   who came, in numbers
 * @param ratings      what people thought of it
 */
public record CallSession(String id, Optional<Instant> startedAt, Optional<Instant> endedAt,
                          Optional<Instant> liveStartedAt, Optional<Instant> liveEndedAt,
                          Optional<Instant> timerEndsAt, Optional<Instant> ringEndsAt, int participants,
                          SortedMap<String, Integer> countsByRole, Attendance attendance,
                          Ratings ratings) {

    /** A session that has not started. */
    static CallSession opened(String id) {
        return new CallSession(id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), 0, Collections.emptySortedMap(), Attendance.NONE, Ratings.NONE);
    }

    /** Whether it is neither over nor still only ringing: what queries call {@code ongoing}. */
    public boolean ongoing() {
        return startedAt.isPresent() && endedAt.isEmpty();
    }

    CallSession started(Instant at, boolean live, Optional<Instant> timer) {
        return new CallSession(id, Optional.of(at), endedAt, live ? Optional.of(at) : Optional.empty(), liveEndedAt,
                timer, ringEndsAt, participants, countsByRole, attendance, ratings);
    }

    /**
     * One more device is in.
     *
     * @param isFirstVisit its user was not in this session before
     * @param isOnlyDevice he has no other device in
     */
    CallSession joined(String role, boolean isFirstVisit, boolean isOnlyDevice) {
        return new CallSession(id, startedAt, endedAt, liveStartedAt, liveEndedAt, timerEndsAt, ringEndsAt,
                participants + 1, counted(role, 1), attendance.joined(participants + 1, isFirstVisit, isOnlyDevice),
                ratings);
    }

    /** @param isOnlyDevice the user has no other device in */
    CallSession left(String role, boolean isOnlyDevice) {
        return new CallSession(id, startedAt, endedAt, liveStartedAt, liveEndedAt, timerEndsAt, ringEndsAt,
                participants - 1, counted(role, -1), attendance.left(isOnlyDevice), ratings);
    }

    CallSession ended(Instant at) {
        return new CallSession(id, startedAt, Optional.of(at), liveStartedAt,
                liveStartedAt.isPresent() && liveEndedAt.isEmpty() ? Optional.of(at) : liveEndedAt, Optional.empty(),
                Optional.empty(), 0, Collections.emptySortedMap(), attendance.ended(), ratings);
    }

    CallSession live(Instant at) {
        return new CallSession(id, startedAt, endedAt, liveStartedAt.or(() -> Optional.of(at)), Optional.empty(),
                timerEndsAt, ringEndsAt, participants, countsByRole, attendance, ratings);
    }

    CallSession notLive(Instant at) {
        return new CallSession(id, startedAt, endedAt, liveStartedAt,
                liveStartedAt.isPresent() ? Optional.of(at) : Optional.empty(), timerEndsAt, ringEndsAt, participants,
                countsByRole, attendance, ratings);
    }

    CallSession withTimer(Optional<Instant> at) {
        return new CallSession(id, startedAt, endedAt, liveStartedAt, liveEndedAt, at, ringEndsAt, participants,
                countsByRole, attendance, ratings);
    }

    CallSession withRinging(Optional<Instant> until) {
        return new CallSession(id, startedAt, endedAt, liveStartedAt, liveEndedAt, timerEndsAt, until, participants,
                countsByRole, attendance, ratings);
    }

    CallSession rated(int rating) {
        return new CallSession(id, startedAt, endedAt, liveStartedAt, liveEndedAt, timerEndsAt, ringEndsAt,
                participants, countsByRole, attendance, ratings.with(rating));
    }

    private SortedMap<String, Integer> counted(String role, int change) {
        SortedMap<String, Integer> counts = new TreeMap<>(countsByRole);
        counts.merge(role, change, (was, add) -> was + add == 0 ? null : was + add);
        return Collections.unmodifiableSortedMap(counts);
    }
}
