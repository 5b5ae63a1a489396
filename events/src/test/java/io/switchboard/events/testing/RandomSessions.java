package io.switchboard.events.testing;

import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.CallAccepted;
import io.switchboard.events.CallEvent.CallMissed;
import io.switchboard.events.CallEvent.CallRejected;
import io.switchboard.events.CallEvent.CallRung;
import io.switchboard.events.CallEvent.CallStoppedLive;
import io.switchboard.events.CallEvent.CallWentLive;
import io.switchboard.events.CallEvent.FeedbackSubmitted;
import io.switchboard.events.CallEvent.ParticipantJoined;
import io.switchboard.events.CallEvent.ParticipantLeft;
import io.switchboard.events.CallEvent.SessionEnded;
import io.switchboard.events.CallEvent.SessionStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What happens in the sessions of one call, by dice: ringing, coming, going, from one session to the next. */
final class RandomSessions {

    private record Device(String user, String id) {
    }

    private final RandomGenerator random;
    private final String[] people;
    private final List<Device> in = new ArrayList<>();
    private int sessions;
    private int devices;
    private boolean open;
    private boolean started;

    RandomSessions(RandomGenerator random, String[] people) {
        this.random = random;
        this.people = people;
    }

    /** The call is gone, and with it whatever went on in it. */
    void forget() {
        in.clear();
        open = false;
        started = false;
    }

    CallEvent next(Instant now) {
        if (!open) {
            sessions++;
            open = true;
            if (random.nextBoolean()) {
                return rung(now);
            }
            started = true;
            return new SessionStarted(id());
        }
        return switch (random.nextInt(9)) {
            case 0 -> rung(now);
            case 1 -> new CallAccepted(id(), person());
            case 2 -> new CallRejected(id(), person(), "busy");
            case 3 -> new CallMissed(id(), "john", List.of(person()), "timeout");
            case 4 -> random.nextBoolean() ? new CallWentLive(Optional.empty()) : new CallStoppedLive(Optional.of("john"));
            case 5 -> feedback();
            case 6 -> started ? left() : joined();
            case 7 -> random.nextInt(3) == 0 ? ended() : joined();
            default -> joined();
        };
    }

    private CallEvent feedback() {
        return new FeedbackSubmitted(random.nextInt(4) == 0 ? Optional.empty() : Optional.of(person()),
                Optional.of(random.nextBoolean() ? id() : "session-1"), Optional.empty(), 1 + random.nextInt(5),
                Optional.empty(), "web", "1", RandomJson.object(random));
    }

    private CallEvent rung(Instant now) {
        return new CallRung(id(), "john", List.of(person()), random.nextBoolean(),
                now.plusSeconds(random.nextInt(30)));
    }

    private CallEvent joined() {
        if (!started) {
            started = true;
            return new SessionStarted(id());
        }
        Device device = new Device(person(), "device-" + ++devices);
        in.add(device);
        return new ParticipantJoined(id(), device.id, device.user, random.nextBoolean() ? "host" : "user");
    }

    private CallEvent left() {
        if (in.isEmpty()) {
            return ended();
        }
        Device device = in.remove(random.nextInt(in.size()));
        return new ParticipantLeft(id(), device.id, device.user, "left", 1);
    }

    private CallEvent ended() {
        in.clear();
        open = false;
        started = false;
        return new SessionEnded(id(), "ended");
    }

    private String id() {
        return "session-" + sessions;
    }

    private String person() {
        return people[random.nextInt(people.length)];
    }
}
