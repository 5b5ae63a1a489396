package io.switchboard.bench.dataset;

import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.MemberData;
import io.switchboard.events.Cid;
import io.switchboard.events.call.Settings;
import io.switchboard.events.calltype.BuiltInCallTypes;
import io.switchboard.events.codec.EventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the n-th call of a data set. The same arguments make the same bytes. Thread-safe. */
public final class CallGenerator {

    private static final double ONGOING = 0.02;
    private static final double ENDED = 0.5;
    private static final double HELD_IF_ENDED = 0.6;
    private static final double PLANNED = 0.3;
    private static final double IN_TEAM = 0.4;
    private static final double UPDATED = 0.3;
    private static final double MEMBERS_CHANGED = 0.15;
    private static final double WENT_LIVE = 0.7;
    private static final double TAGGED = 0.001;
    private static final Duration STEP = Duration.ofHours(2);
    private static final Duration PLANNING = Duration.ofDays(30);
    /** Nobody sends heartbeats for generated participants; with the usual half minute none would be left. */
    private static final int PATIENCE_SECONDS = 365 * 24 * 3_600;

    private final DataSetSpec spec;
    private final Population people;
    private final EventCodec codec = EventCodec.standard();

    public CallGenerator(DataSetSpec spec) {
        this.spec = spec;
        this.people = new Population(spec.users());
    }

    /** @param index from 0, below the number of calls; a later call has a higher one */
    public GeneratedCall generate(int index) {
        SplittableRandom random = spec.random(index);
        Cid cid = cid(index, random);
        Story story = new Story(random, new History(cid, codec, random), spec.createdAt(index));
        double fate = random.nextDouble();
        boolean ongoing = fate < ONGOING;
        story.create(cid, ongoing);
        if (random.nextDouble() < UPDATED) {
            story.update();
        }
        if (random.nextDouble() < MEMBERS_CHANGED) {
            story.changeMembers();
        }
        if (story.history.state().core().backstage() && random.nextDouble() < WENT_LIVE) {
            story.history.append(new CallEvent.CallWentLive(Optional.empty()), story.later());
        }
        if (ongoing) {
            story.meet();
        } else if (fate < ONGOING + ENDED) {
            story.end(random.nextDouble() < HELD_IF_ENDED);
        }
        return story.history.finished();
    }

    /** The name of the n-th call, without making it. */
    public Cid cid(int index) {
        return cid(index, spec.random(index));
    }

    private Cid cid(int index, SplittableRandom random) {
        return new Cid(DataSetWords.type(random), spec.callId(index));
    }

    /** One call as it is being told. */
    private final class Story {
        private final SplittableRandom random;
        private final History history;
        private Instant time;

        Story(SplittableRandom random, History history, Instant time) {
            this.random = random;
            this.history = history;
            this.time = time;
        }

        void create(Cid cid, boolean ongoing) {
            ObjectNode settings = BuiltInCallTypes.byName().get(cid.type()).settings();
            if (ongoing) {
                ObjectNode patience = JsonNodeFactory.instance.objectNode();
                patience.putObject("session").put("inactivity_timeout_seconds", PATIENCE_SECONDS);
                settings = Settings.merge(settings, patience);
            }
            Set<String> crowd = people.crowd(random);
            List<MemberData> members = crowd.stream().map(this::member).toList();
            Optional<String> team = random.nextDouble() < IN_TEAM
                    ? Optional.of(DataSetWords.team(random)) : Optional.empty();
            Optional<Instant> startsAt = random.nextDouble() < PLANNED
                    ? Optional.of(time.plusMillis(random.nextLong(PLANNING.toMillis()))) : Optional.empty();
            history.append(new CallEvent.CallCreated(crowd.iterator().next(), team, startsAt, custom(), settings,
                    members, settings.path("backstage").path("enabled").asBoolean(), Optional.empty(),
                    Optional.empty()), time);
        }

        void update() {
            ObjectNode custom = history.state().core().custom().deepCopy();
            custom.put("score", DataSetWords.score(random));
            history.append(new CallEvent.CallUpdated(Optional.of(custom), Optional.empty(), Optional.empty()), later());
        }

        void changeMembers() {
            List<String> members = List.copyOf(history.state().members().keySet());
            String promoted = members.get(random.nextInt(members.size()));
            String newcomer = people.anybody(random);
            List<MemberData> added = members.contains(newcomer) || members.size() >= DataSetWords.MOST_MEMBERS
                    ? List.of() : List.of(member(newcomer));
            history.append(new CallEvent.MembersUpdated(added, List.of(new MemberData(promoted, Optional.of("admin"),
                    JsonNodeFactory.instance.objectNode())), List.of()), later());
        }

        /** A session starts and some members come in. */
        String meet() {
            String session = "session-" + Long.toHexString(random.nextLong());
            history.append(new CallEvent.SessionStarted(session), later());
            List<String> members = new ArrayList<>(history.state().members().keySet());
            int comers = random.nextInt(1, Math.min(4, members.size()) + 1);
            for (int i = 0; i < comers; i++) {
                String user = members.remove(random.nextInt(members.size()));
                time = earliest(time.plusMillis(random.nextLong(60_000)));
                history.append(new CallEvent.ParticipantJoined(session, "device-" + Long.toHexString(random.nextLong()),
                        user, "user"), time);
            }
            return session;
        }

        void end(boolean held) {
            if (held) {
                String session = meet();
                history.append(new CallEvent.CallEnded(Optional.empty(), "mark_ended"), later());
                history.append(new CallEvent.SessionEnded(session, "ended"), time);
            } else {
                history.append(new CallEvent.CallEnded(Optional.empty(), "mark_ended"), later());
            }
        }

        private Instant later() {
            time = earliest(time.plusMillis(1 + random.nextLong(STEP.toMillis())));
            return time;
        }

        /** Nothing has happened that is yet to come. */
        private Instant earliest(Instant candidate) {
            return candidate.isAfter(spec.now()) ? spec.now() : candidate;
        }

        private MemberData member(String user) {
            Optional<String> role = random.nextInt(10) == 0 ? Optional.of("admin") : Optional.empty();
            return new MemberData(user, role, JsonNodeFactory.instance.objectNode());
        }

        private ObjectNode custom() {
            ObjectNode custom = JsonNodeFactory.instance.objectNode().put("color", DataSetWords.color(random))
                    .put("score", DataSetWords.score(random))
                    .put("label", "label-" + Long.toHexString(random.nextLong()));
            return random.nextDouble() < TAGGED ? custom.put("tag", DataSetWords.tag(random)) : custom;
        }
    }
}
