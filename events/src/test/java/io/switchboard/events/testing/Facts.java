package io.switchboard.events.testing;

import io.switchboard.events.CallEvent.CallCreated;
import io.switchboard.events.CallEvent.CallEnded;
import io.switchboard.events.CallEvent.CallUpdated;
import io.switchboard.events.CallEvent.MemberData;
import io.switchboard.events.CallEvent.MembersUpdated;
import io.switchboard.events.codec.EventJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Short ways to say what happened. */
public final class Facts {

    private Facts() {
    }

    /** Created by john with nothing set but these members. */
    public static CallCreated created(MemberData... members) {
        return createdWith("{}", members);
    }

    /** Created by john with these settings. */
    public static CallCreated createdWith(String settings, MemberData... members) {
        return new CallCreated("john", Optional.empty(), Optional.empty(), json("{}"), json(settings),
                List.of(members), false, Optional.empty(), Optional.empty());
    }

    public static CallUpdated customChanged(String custom) {
        return new CallUpdated(Optional.of(json(custom)), Optional.empty(), Optional.empty());
    }

    public static CallUpdated settingsChanged(String override) {
        return new CallUpdated(Optional.empty(), Optional.of(json(override)), Optional.empty());
    }

    public static CallUpdated rescheduled(Instant startsAt) {
        return new CallUpdated(Optional.empty(), Optional.empty(), Optional.of(startsAt));
    }

    public static MembersUpdated added(MemberData... members) {
        return new MembersUpdated(List.of(members), List.of(), List.of());
    }

    public static MembersUpdated changed(MemberData... members) {
        return new MembersUpdated(List.of(), List.of(members), List.of());
    }

    public static MembersUpdated removed(String... userIds) {
        return new MembersUpdated(List.of(), List.of(), List.of(userIds));
    }

    public static CallEnded ended() {
        return new CallEnded(Optional.of("john"), "mark_ended");
    }

    public static MemberData member(String userId) {
        return new MemberData(userId, Optional.empty(), json("{}"));
    }

    public static MemberData member(String userId, String role, String custom) {
        return new MemberData(userId, Optional.of(role), json(custom));
    }

    public static ObjectNode json(String text) {
        return (ObjectNode) EventJson.mapper().readTree(text);
    }
}
