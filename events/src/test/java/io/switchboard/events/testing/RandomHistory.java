package io.switchboard.events.testing;

import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.CallCreated;
import io.switchboard.events.CallEvent.CallDeleted;
import io.switchboard.events.CallEvent.CallEnded;
import io.switchboard.events.CallEvent.CallUpdated;
import io.switchboard.events.CallEvent.MemberData;
import io.switchboard.events.CallEvent.MembersUpdated;
import io.switchboard.events.CallEvent.Unknown;
import io.switchboard.events.CallEvent.UserBlocked;
import io.switchboard.events.CallEvent.UserPermissionsUpdated;
import io.switchboard.events.CallEvent.UserUnblocked;
import io.switchboard.events.Cid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call's life as a right writer could have written it, by dice. Members come from a small pool, so that they
 * leave and come back; times often stand still, so that orders meet ties.
 */
public final class RandomHistory {

    private static final String[] PEOPLE = {"a", "aa", "b", "c", "john", "jo hn", "j@x.org", "ünï", "😀", "\uffee", "o",
            "m", "~", "Z"};

    private final RandomGenerator random;
    private final CallHistory history;
    private final TreeSet<String> members = new TreeSet<>();
    private final TreeSet<String> blocked = new TreeSet<>();
    private final RandomSessions sessions;
    private boolean deleted;
    private Instant now = CallHistory.START;

    public RandomHistory(RandomGenerator random, Cid cid) {
        this.random = random;
        this.history = new CallHistory(cid);
        this.sessions = new RandomSessions(random, PEOPLE);
    }

    /** Appends one more event. */
    public RandomHistory step() {
        if (random.nextBoolean()) {
            now = now.plusNanos(random.nextInt(3) == 0 ? 1 : random.nextLong(3_000_000_000L));
        }
        history.append(history.size() == 0 ? created() : later(), now);
        return this;
    }

    public CallHistory history() {
        return history;
    }

    private CallEvent created() {
        List<MemberData> first = some(strangers()).stream().map(this::member).toList();
        first.forEach(m -> members.add(m.userId()));
        return new CallCreated("john", maybe(() -> "red"), maybe(() -> now.plusSeconds(60)), json(), json(), first,
                random.nextBoolean(), maybe(random::nextBoolean), maybe(() -> "messaging:x"));
    }

    private CallEvent later() {
        if (deleted) {
            return random.nextInt(3) == 0 ? new Unknown("CallTeleported", 1, json()) : recreated();
        }
        return switch (random.nextInt(20)) {
            case 0 -> new CallEnded(maybe(() -> "john"), "mark_ended");
            case 1 -> new Unknown("CallTeleported", 1 + random.nextInt(3), json());
            case 2, 3, 4 -> new CallUpdated(maybe(this::json), maybe(this::settings), maybe(() -> now.plusSeconds(60)));
            case 5, 6, 7, 8, 9, 10, 11 -> sessions.next(now);
            case 12 -> blocking();
            case 13 -> new UserPermissionsUpdated(one(PEOPLE), List.of("send-audio"), List.of("send-video", "screenshare"));
            case 14 -> new UserPermissionsUpdated(one(PEOPLE), List.of("send-video"), List.of("send-audio"));
            case 15 -> random.nextInt(6) == 0 ? deletion() : sessions.next(now);
            default -> membersUpdated();
        };
    }

    private CallEvent recreated() {
        deleted = false;
        return created();
    }

    private CallEvent deletion() {
        deleted = true;
        members.clear();
        blocked.clear();
        sessions.forget();
        return new CallDeleted(random.nextBoolean(), maybe(() -> "john"));
    }

    private CallEvent blocking() {
        String user = one(PEOPLE);
        if (blocked.remove(user)) {
            return new UserUnblocked(user, maybe(() -> "john"));
        }
        blocked.add(user);
        return new UserBlocked(user, maybe(() -> "john"));
    }

    private ObjectNode settings() {
        ObjectNode settings = json();
        settings.putObject("limits").put("max_duration_seconds", random.nextInt(3) * 600);
        return settings;
    }

    private String one(String[] of) {
        return of[random.nextInt(of.length)];
    }

    private CallEvent membersUpdated() {
        List<MemberData> added = some(strangers()).stream().map(this::member).toList();
        List<String> touched = some(new ArrayList<>(members));
        int cut = touched.isEmpty() ? 0 : random.nextInt(touched.size() + 1);
        List<MemberData> updated = touched.subList(0, cut).stream().map(this::member).toList();
        List<String> removed = List.copyOf(touched.subList(cut, touched.size()));
        added.forEach(m -> members.add(m.userId()));
        members.removeAll(removed);
        return new MembersUpdated(added, updated, removed);
    }

    private List<String> strangers() {
        List<String> strangers = new ArrayList<>(List.of(PEOPLE));
        strangers.removeAll(members);
        return strangers;
    }

    private List<String> some(List<String> people) {
        Collections.shuffle(people, Random.from(random));
        return people.subList(0, Math.min(people.size(), random.nextInt(4)));
    }

    private MemberData member(String userId) {
        return new MemberData(userId, maybe(() -> "host"), json());
    }

    private ObjectNode json() {
        return RandomJson.object(random);
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }
}
