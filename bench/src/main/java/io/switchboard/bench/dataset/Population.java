package io.switchboard.bench.dataset;

import io.switchboard.events.user.User;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Who there is, and how often each is in a call: a few heavy users, each in one call of twenty; a busy half; and a
 * light half, each in some twenty calls. Users are numbered heavy first, light last. Immutable.
 */
public final class Population {

    /** How many users are each in one call of twenty. */
    public static final int HEAVY = 4;

    private static final double HEAVY_SHARE = 0.05;
    /** Of all memberships; with 11 members a call and 20 calls a user that is some twenty calls for each light one. */
    private static final double LIGHT_SHARE = 0.05;
    private static final int FEWEST = 2;
    private static final int MOST = DataSetWords.MOST_MEMBERS;
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

    private final int users;

    public Population(int users) {
        this.users = users;
    }

    public int size() {
        return users;
    }

    public static String id(int number) {
        return String.format("user-%06d", number);
    }

    /** @return the n-th light user, of as many as {@link #lightUsers} */
    public String light(int n) {
        return id(users - lightUsers() + n);
    }

    public int lightUsers() {
        return users / 2;
    }

    /** A user's document, as the topic {@code users} holds it. */
    public User document(int number) {
        return new User(id(number), User.DEFAULT_ROLE, Optional.of("User " + number),
                Optional.of("https://images.invalid/" + number + ".png"),
                JsonNodeFactory.instance.objectNode().put("locale", number % 2 == 0 ? "en" : "de"), List.of(),
                Optional.empty(), "", false, Optional.empty(), SINCE, SINCE);
    }

    /** @return 2 to 20 different users */
    Set<String> crowd(SplittableRandom random) {
        int size = random.nextInt(FEWEST, MOST + 1);
        Set<String> crowd = new LinkedHashSet<>();
        crowd.add(anybody(random));
        for (int heavy = 0; heavy < HEAVY && crowd.size() < size; heavy++) {
            if (random.nextDouble() < HEAVY_SHARE) {
                crowd.add(id(heavy));
            }
        }
        while (crowd.size() < size) {
            crowd.add(anybody(random));
        }
        return crowd;
    }

    /** A user who is not heavy. */
    String anybody(SplittableRandom random) {
        return id(random.nextDouble() < LIGHT_SHARE
                ? random.nextInt(users - lightUsers(), users) : random.nextInt(HEAVY, users - lightUsers()));
    }
}
