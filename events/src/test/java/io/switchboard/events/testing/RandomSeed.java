package io.switchboard.events.testing;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The seed of a random test: new for each run, printed, and given back by {@code -Dswitchboard.seed=…} to see the
 * same run again.
 */
public final class RandomSeed {

    private static final String PROPERTY = "switchboard.seed";

    private RandomSeed() {
    }

    /** A generator for the test of this name, after printing how to repeat it. */
    public static RandomGenerator generator(String test) {
        long seed = Long.getLong(PROPERTY, System.nanoTime());
        System.out.println(test + " runs with seed " + seed + "; repeat with -D" + PROPERTY + "=" + seed);
        return new Random(seed);
    }
}
