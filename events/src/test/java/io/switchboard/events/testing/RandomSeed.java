package io.switchboard.events.testing;

import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * The seed of random tests: one for each run, printed, and given back by {@code -Dswitchboard.seed=…} to see the
 * same run again. Every generator starts from it, so that a test repeats alone as it ran among others.
 */
public final class RandomSeed {

    private static final String PROPERTY = "switchboard.seed";
    private static final long SEED = Long.getLong(PROPERTY, System.nanoTime());
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private RandomSeed() {
    }

    /** A generator for the test of this name, after printing how to repeat it. */
    public static RandomGenerator generator(String test) {
        if (TOLD.add(test)) {
            System.out.println(test + " runs with seed " + SEED + "; repeat with -D" + PROPERTY + "=" + SEED);
        }
        return new Random(SEED);
    }
}
