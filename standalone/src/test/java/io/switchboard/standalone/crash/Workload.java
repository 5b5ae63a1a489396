package io.switchboard.standalone.crash;

import io.switchboard.standalone.crash.Command.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What clients do: all of them to the same few calls and users, so that they meet. Every command that is to change
 * something carries its own name as custom data, so that no two changes look the same. Safe for any thread.
 */
final class Workload {

    /** Fewer than an answer shows, so that every answer shows all members. */
    static final int USERS = 20;

    private static final int FIRST_MEMBERS = 3;

    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger created = new AtomicInteger();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile int limit;

    /** Allows this many further calls. */
    void allowCalls(int more) {
        limit += more;
    }

    /** A call that some client was told of. */
    void createdOne(String cid) {
        calls.add(cid);
    }

    /** The users that calls need; before everything else. */
    List<Command> users() {
        return IntStream.range(0, USERS).mapToObj(n -> user("u" + n)).toList();
    }

    Command command(RandomGenerator random, Journal journal) {
        int dice = random.nextInt(100);
        if (calls.isEmpty() || dice < 12 && created.get() < limit) {
            return create(random);
        }
        String cid = calls.get(random.nextInt(calls.size()));
        if (dice < 50) {
            return update(cid, Optional.empty());
        }
        if (dice < 58) {
            return update(cid, Optional.of(Math.max(1, journal.floor(cid))));
        }
        if (dice < 90) {
            return members(cid, random);
        }
        return dice < 92 ? end(cid) : user("u" + random.nextInt(USERS));
    }

    /** A call to ask about; empty before the first. */
    Optional<String> question(RandomGenerator random) {
        return calls.isEmpty() ? Optional.empty() : Optional.of(calls.get(random.nextInt(calls.size())));
    }

    /** Two clients each try to create the same call, so one of them finds it there. Some creators are new users. */
    private Command create(RandomGenerator random) {
        String id = "c" + created.getAndIncrement() / 2;
        String creator = random.nextInt(4) == 0 ? "new-" + id : "u" + random.nextInt(USERS);
        int first = random.nextInt(USERS);
        String startsAt = random.nextBoolean() ? "" : ",\"starts_at\":\"2031-01-01T0" + random.nextInt(3) + ":00:00Z\"";
        String members = IntStream.range(first, first + FIRST_MEMBERS)
                .mapToObj(n -> "{\"user_id\":\"u" + n % USERS + "\"}").collect(Collectors.joining(","));
        String key = key();
        return new Command(key, Kind.CREATE, "default:" + id, "POST", path("default:" + id),
                "{\"members_limit\":100,\"data\":{\"created_by_id\":\"" + creator + "\",\"members\":[" + members
                        + "],\"custom\":{\"by\":\"" + key + "\"}" + startsAt + "}}", Optional.empty());
    }

    private Command update(String cid, Optional<Long> version) {
        String key = key();
        return new Command(key, Kind.UPDATE, cid, "PATCH", path(cid), "{\"custom\":{\"by\":\"" + key + "\"}}", version);
    }

    private Command members(String cid, RandomGenerator random) {
        String key = key();
        int come = random.nextInt(USERS);
        String gone = random.nextBoolean() ? "" : ",\"remove_members\":[\"u" + (come + 1) % USERS + "\"]";
        return new Command(key, Kind.MEMBERS, cid, "POST", path(cid) + "/members",
                "{\"update_members\":[{\"user_id\":\"u" + come + "\",\"custom\":{\"by\":\"" + key + "\"}}]" + gone + "}",
                Optional.empty());
    }

    private Command end(String cid) {
        return new Command(key(), Kind.END, cid, "POST", path(cid) + "/mark_ended", "", Optional.empty());
    }

    private Command user(String id) {
        String key = key();
        return new Command(key, Kind.USER, id, "POST", "/users",
                "{\"users\":{\"" + id + "\":{\"id\":\"" + id + "\",\"name\":\"" + key + "\"}}}", Optional.empty());
    }

    private String key() {
        return "request-" + started.incrementAndGet();
    }

    static String path(String cid) {
        return "/video/call/" + cid.replace(':', '/');
    }
}
