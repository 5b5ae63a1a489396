package io.switchboard.events.codec;

import static io.switchboard.events.testing.Facts.json;

import io.switchboard.events.Actor;
import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.CallAccepted;
import io.switchboard.events.CallEvent.CallCreated;
import io.switchboard.events.CallEvent.CallDeleted;
import io.switchboard.events.CallEvent.CallEnded;
import io.switchboard.events.CallEvent.CallMissed;
import io.switchboard.events.CallEvent.CallNotified;
import io.switchboard.events.CallEvent.CallRejected;
import io.switchboard.events.CallEvent.CallRung;
import io.switchboard.events.CallEvent.CallStoppedLive;
import io.switchboard.events.CallEvent.CallUpdated;
import io.switchboard.events.CallEvent.CallWentLive;
import io.switchboard.events.CallEvent.CustomEventSent;
import io.switchboard.events.CallEvent.FeedbackSubmitted;
import io.switchboard.events.CallEvent.MemberData;
import io.switchboard.events.CallEvent.MembersUpdated;
import io.switchboard.events.CallEvent.ParticipantJoined;
import io.switchboard.events.CallEvent.ParticipantLeft;
import io.switchboard.events.CallEvent.ParticipantPinned;
import io.switchboard.events.CallEvent.ParticipantUnpinned;
import io.switchboard.events.CallEvent.PermissionRequested;
import io.switchboard.events.CallEvent.ReactionSent;
import io.switchboard.events.CallEvent.SessionEnded;
import io.switchboard.events.CallEvent.SessionStarted;
import io.switchboard.events.CallEvent.UserBlocked;
import io.switchboard.events.CallEvent.UserKicked;
import io.switchboard.events.CallEvent.UserPermissionsUpdated;
import io.switchboard.events.CallEvent.UserUnblocked;
import io.switchboard.events.CallEvent.UsersMuted;
import io.switchboard.events.Cid;
import io.switchboard.events.EventEnvelope;
import io.switchboard.events.RequestRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What every golden file says. The files hold bytes as they were once stored, {@code <type>.v<version>[.<variant>]
 * .json}, and are never changed or deleted: whoever reads the log must understand them for ever. They form the
 * histories of two calls, one with everything set and one with nothing that may be absent.
 */
public final class GoldenEvents {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456789Z");

    private final Map<String, EventEnvelope> events = new LinkedHashMap<>();

    private GoldenEvents() {
        full();
        minimal();
    }

    /** Expected events by file name, each call's in the order of its history. */
    public static Map<String, EventEnvelope> all() {
        return new GoldenEvents().events;
    }

    /** The names of the files that are there. */
    public static List<String> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")).sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stored bytes. */
    public static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void full() {
        Chain call = new Chain(Cid.parse("default:standup-2026"), "0195517a-0000-7000-8000-");
        call.next("CallCreated.v1.json", new Actor.Server(), new CallCreated("john", Optional.of("red"),
                Optional.of(Instant.parse("2026-03-01T13:00:00Z")), json("{\"topic\":\"planning\",\"budget\":1.10}"),
                json("{\"audio\":{\"mic_default_on\":true,\"default_device\":\"speaker\"},"
                        + "\"backstage\":{\"enabled\":true,\"join_ahead_time_seconds\":300},"
                        + "\"limits\":{\"max_participants\":null}}"),
                List.of(new MemberData("john", Optional.of("host"), json("{\"seat\":1}")),
                        new MemberData("jack", Optional.empty(), json("{}"))),
                true, Optional.of(true), Optional.of("messaging:general")));
        call.next("CallUpdated.v1.json", new Actor.User("john"), new CallUpdated(
                Optional.of(json("{\"topic\":\"retrospective\",\"big\":12345678901234567890123,\"note\":null}")),
                Optional.of(json("{\"audio\":{\"mic_default_on\":false}}")),
                Optional.of(Instant.parse("2026-03-01T14:30:00.5Z"))));
        call.next("MembersUpdated.v1.json", new Actor.User("john"), new MembersUpdated(
                List.of(new MemberData("zoë@example.org", Optional.of("speaker"), json("{\"seat\":3}"))),
                List.of(new MemberData("john", Optional.of("admin"), json("{}"))),
                List.of("jack")));
        call.next("CallEnded.v1.json", new Actor.User("john"), new CallEnded(Optional.of("john"), "mark_ended"));
        sessions(call);
        moderation(call);
    }

    /** What happens around the sessions of a call with everything set. */
    private static void sessions(Chain call) {
        call.next("CallRung.v1.json", new Actor.User("john"), new CallRung("session-1", "john",
                List.of("zoë@example.org"), true, Instant.parse("2026-03-01T12:04:15Z")));
        call.next("CallNotified.v1.json", new Actor.User("john"),
                new CallNotified("john", List.of("zoë@example.org"), true));
        call.next("CallAccepted.v1.json", new Actor.User("zoë@example.org"),
                new CallAccepted("session-1", "zoë@example.org"));
        call.next("SessionStarted.v1.json", new Actor.User("zoë@example.org"), new SessionStarted("session-1"));
        call.next("ParticipantJoined.v1.json", new Actor.User("zoë@example.org"),
                new ParticipantJoined("session-1", "device-1", "zoë@example.org", "speaker"));
        call.next("CallRejected.v1.json", new Actor.User("jack"), new CallRejected("session-1", "jack", "busy"));
        call.next("CallMissed.v1.json", new Actor.Timer(),
                new CallMissed("session-1", "john", List.of("jack"), "busy"));
        call.next("CallWentLive.v1.json", new Actor.User("john"), new CallWentLive(Optional.of("john")));
        call.next("CallStoppedLive.v1.json", new Actor.User("john"), new CallStoppedLive(Optional.of("john")));
    }

    /** What else people do in it, up to its end. */
    private static void moderation(Chain call) {
        call.next("UserBlocked.v1.json", new Actor.User("john"), new UserBlocked("jack", Optional.of("john")));
        call.next("UserKicked.v1.json", new Actor.User("john"), new UserKicked("jack", Optional.of("john")));
        call.next("UserUnblocked.v1.json", new Actor.User("john"), new UserUnblocked("jack", Optional.of("john")));
        call.next("UsersMuted.v1.json", new Actor.User("john"), new UsersMuted(Optional.of("john"),
                List.of("zoë@example.org"), false, List.of("audio", "screenshare")));
        call.next("PermissionRequested.v1.json", new Actor.User("zoë@example.org"),
                new PermissionRequested("zoë@example.org", List.of("screenshare")));
        call.next("UserPermissionsUpdated.v1.json", new Actor.User("john"), new UserPermissionsUpdated(
                "zoë@example.org", List.of("screenshare"), List.of("send-video")));
        call.next("ReactionSent.v1.json", new Actor.User("zoë@example.org"), new ReactionSent("zoë@example.org",
                "raised-hand", Optional.of(":raise-hand:"), json("{\"size\":2}")));
        call.next("ParticipantPinned.v1.json", new Actor.Server(), new ParticipantPinned("device-1", "zoë@example.org"));
        call.next("ParticipantUnpinned.v1.json", new Actor.Server(),
                new ParticipantUnpinned("device-1", "zoë@example.org"));
        call.next("CustomEventSent.v1.json", new Actor.Server(),
                new CustomEventSent("john", json("{\"render-animation\":\"balloons\"}")));
        call.next("ParticipantLeft.v1.json", new Actor.User("zoë@example.org"),
                new ParticipantLeft("session-1", "device-1", "zoë@example.org", "left", 900));
        call.next("SessionEnded.v1.json", new Actor.User("zoë@example.org"),
                new SessionEnded("session-1", "last_left"));
        call.next("FeedbackSubmitted.v1.json", new Actor.User("zoë@example.org"), new FeedbackSubmitted(
                Optional.of("zoë@example.org"), Optional.of("session-1"), Optional.of("device-1"), 4,
                Optional.of("echo"), "web", "1.2.3", json("{\"platform\":\"linux\"}")));
        call.next("CallDeleted.v1.json", new Actor.Server(), new CallDeleted(true, Optional.of("john")));
    }

    private void minimal() {
        Chain call = new Chain(Cid.parse("livestream:bare"), "0195517b-0000-7000-8000-");
        call.next("CallCreated.v1.minimal.json", new Actor.Server(), new CallCreated("john", Optional.empty(),
                Optional.empty(), json("{}"), json("{}"), List.of(), false, Optional.empty(), Optional.empty()));
        call.next("CallUpdated.v1.minimal.json", new Actor.Server(),
                new CallUpdated(Optional.empty(), Optional.empty(), Optional.empty()));
        call.next("MembersUpdated.v1.minimal.json", new Actor.Server(),
                new MembersUpdated(List.of(), List.of(), List.of()));
        call.next("CallEnded.v1.minimal.json", new Actor.Timer(), new CallEnded(Optional.empty(), "max_duration"));
        call.next("CallWentLive.v1.minimal.json", new Actor.Server(), new CallWentLive(Optional.empty()));
        call.next("CallStoppedLive.v1.minimal.json", new Actor.Server(), new CallStoppedLive(Optional.empty()));
        call.next("UserBlocked.v1.minimal.json", new Actor.Server(), new UserBlocked("jack", Optional.empty()));
        call.next("UserKicked.v1.minimal.json", new Actor.Server(), new UserKicked("jack", Optional.empty()));
        call.next("UserUnblocked.v1.minimal.json", new Actor.Server(), new UserUnblocked("jack", Optional.empty()));
        call.next("UsersMuted.v1.minimal.json", new Actor.Server(),
                new UsersMuted(Optional.empty(), List.of(), true, List.of()));
        call.next("ReactionSent.v1.minimal.json", new Actor.User("jack"),
                new ReactionSent("jack", "like", Optional.empty(), json("{}")));
        call.next("FeedbackSubmitted.v1.minimal.json", new Actor.User("jack"), new FeedbackSubmitted(
                Optional.of("jack"), Optional.empty(), Optional.empty(), 1, Optional.empty(), "web", "1.2.3", json("{}")));
        call.next("FeedbackSubmitted.v1.minimal-server.json", new Actor.Server(), new FeedbackSubmitted(
                Optional.empty(), Optional.empty(), Optional.empty(), 3, Optional.empty(), "java", "4.1.1", json("{}")));
        call.next("CallDeleted.v1.minimal.json", new Actor.Server(), new CallDeleted(false, Optional.empty()));
    }

    /** One call's history: each event refers to the file of the one before it. */
    private final class Chain {

        private final Cid cid;
        private final String idPrefix;
        private long seq;
        private String prevHash = HashChain.ROOT;

        private Chain(Cid cid, String idPrefix) {
            this.cid = cid;
            this.idPrefix = idPrefix;
        }

        private void next(String file, Actor actor, CallEvent event) {
            seq++;
            events.put(file, new EventEnvelope(idPrefix + "%012d".formatted(seq), cid, seq, START.plusSeconds(60 * (seq - 1)), actor,
                    new RequestRef("request-" + seq, "%064x".formatted(seq)), prevHash, event));
            prevHash = HashChain.hash(bytes(file));
        }
    }
}
