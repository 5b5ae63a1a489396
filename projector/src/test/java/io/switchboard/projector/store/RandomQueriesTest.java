package io.switchboard.projector.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.store.QueryWorld.Tally;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A great many questions, each a filter, an order and a walk through some or all pages, against looking at every
 * call: in many shards, from a handful of calls to a few hundred, most of them alike in what they are sorted by.
 */
class RandomQueriesTest {

    private static final int CASES = Boolean.getBoolean("soak") ? 1_000_000 : 100_000;
    private static final int CASES_PER_WORLD = 2_500;
    private static final int[] SIZES = {300, 120, 60, 30, 20, 12, 8, 4};

    @TempDir
    Path folder;

    @Test
    void everyAnswerIsTheOneOfLookingAtEachCallAndWalksLoseAndRepeatNothing() throws Exception {
        RandomGenerator seeds = RandomSeed.generator("RandomQueriesTest");
        long began = System.nanoTime();
        Tally all = Tally.NOTHING;
        try (ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<Tally>> worlds = new ArrayList<>();
            for (int n = 0; n < CASES / CASES_PER_WORLD; n++) {
                int number = n;
                long seed = seeds.nextLong();
                worlds.add(pool.submit(() -> ask(number, seed)));
            }
            for (Future<Tally> world : worlds) {
                all = all.plus(answered(world, pool));
            }
        }
        System.out.println("RandomQueriesTest: " + all + " in "
                + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s");
        assertThat(all.cases()).isGreaterThanOrEqualTo(CASES);
        assertThat(all.hits()).as("questions with an answer").isGreaterThan(CASES / 3);
        assertThat(all.partial()).as("filters that tell calls apart").isGreaterThan(CASES / 4);
        assertThat(all.walks()).as("walks during which calls changed").isGreaterThan(CASES / 50);
    }

    private static Tally answered(Future<Tally> world, ExecutorService pool) throws InterruptedException {
        try {
            return world.get();
        } catch (ExecutionException wrong) {
            pool.shutdownNow();
            throw new AssertionError(wrong.getCause().getMessage(), wrong);
        }
    }

    private Tally ask(int number, long seed) throws Exception {
        // Every other world is also refreshed behind its back, at moments that no seed decides.
        Background background = number % 2 == 0 ? new NoBackground() : Background.thread();
        try (QueryWorld world = new QueryWorld(folder.resolve("world-" + number), seed, SIZES[number / 2 % SIZES.length],
                background)) {
            return world.ask(CASES_PER_WORLD);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("in world " + number + ": " + e.getMessage(), e);
        }
    }
}
