package io.switchboard.bench.dataset;

import java.util.List;
import java.util.random.RandomGenerator;

/** The values that calls of a data set have, for those who make calls and those who ask for them. */
public final class DataSetWords {

    static final int MOST_MEMBERS = 20;

    /** Of a hundred calls. */
    private static final int DEFAULTS = 55;
    private static final int LIVESTREAMS = 20;
    private static final int AUDIO_ROOMS = 15;
    private static final List<String> COLORS = List.of("amber", "black", "blue", "green", "grey", "orange", "pink",
            "red", "violet", "white");
    private static final int TEAMS = 50;
    private static final int SCORES = 1_001;
    private static final int TAGS = 20;

    private DataSetWords() {
    }

    /** One of the four built-in types, {@code default} more often than not. */
    public static String type(RandomGenerator random) {
        int hundredth = random.nextInt(100);
        if (hundredth < DEFAULTS) {
            return "default";
        }
        if (hundredth < DEFAULTS + LIVESTREAMS) {
            return "livestream";
        }
        return hundredth < DEFAULTS + LIVESTREAMS + AUDIO_ROOMS ? "audio_room" : "development";
    }

    public static String color(RandomGenerator random) {
        return COLORS.get(random.nextInt(COLORS.size()));
    }

    public static String team(RandomGenerator random) {
        return String.format("team-%02d", random.nextInt(TEAMS));
    }

    /** 0 to 1000. */
    public static int score(RandomGenerator random) {
        return random.nextInt(SCORES);
    }

    /** What one call in a thousand has. */
    public static String tag(RandomGenerator random) {
        return "rare-" + random.nextInt(TAGS);
    }
}
