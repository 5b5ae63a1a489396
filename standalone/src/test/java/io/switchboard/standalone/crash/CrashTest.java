package io.switchboard.standalone.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.standalone.process.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills Switchboard and asks what is left of its promises. The seed decides when it is killed and what clients do; it
 * is printed, and {@code -Dswitchboard.seed=…} gives it back. Which command a kill meets is up to the machine.
 */
class CrashTest {

    private static final int KILLS = 3;
    private static final int KILLS_OF_A_SOAK = 30;
    private static final int CALLS_PER_LIFE = 60;
    private static final int COMMANDS_BEFORE_A_KILL = 100;
    private static final int LONGEST_LIFE_UNDER_LOAD_MILLIS = 2_000;
    private static final int LONGEST_START_CUT_SHORT_MILLIS = 3_000;
    private static final int SIGTERM_EXIT_CODE = 128 + 15;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    @TempDir
    Path data;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void killed_under_load_again_and_again_it_has_done_every_acknowledged_command_once_and_never_answers_otherwise()
            throws Exception {
        kill(KILLS);
    }

    /** {@code mvn verify -Psoak -pl standalone -am -Dtest=CrashTest -Dsurefire.failIfNoSpecifiedTests=false} */
    @Test
    @EnabledIfSystemProperty(named = "soak", matches = "true")
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void killed_under_load_for_a_long_time_it_keeps_every_promise() throws Exception {
        kill(KILLS_OF_A_SOAK);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void asked_to_stop_under_load_it_ends_soon_and_nothing_acknowledged_is_lost() throws Exception {
        try (Load load = new Load(seed("SIGTERM"))) {
            load.allowCalls(CALLS_PER_LIFE);
            try (Server server = Server.launch(data)) {
                load.begin(server.awaitReady());
                load.awaitProgress(COMMANDS_BEFORE_A_KILL);

                long asked = System.nanoTime();
                JavaProcess.Ending ending = server.terminate(LONGEST_STOP);

                System.out.println("SIGTERM: ended after "
                        + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked) + " ms");
                assertThat(ending.exitCode()).as(ending.errors()).isEqualTo(SIGTERM_EXIT_CODE);
            }
            try (Server server = Server.launch(data)) {
                assertThat(load.breachesAtRest(server.awaitReady())).isEmpty();
                load.resume(server);
                load.awaitProgress(COMMANDS_BEFORE_A_KILL);
                assertThat(load.finish(server)).isEmpty();
            }
            System.out.println("SIGTERM: " + load.summary());
        }
    }

    private void kill(int kills) throws Exception {
        long seed = seed("SIGKILL");
        Random moments = new Random(seed);
        Server server = Server.launch(data);
        try (Load load = new Load(seed)) {
            load.begin(server.awaitReady());
            for (int kill = 1; kill <= kills; kill++) {
                load.allowCalls(CALLS_PER_LIFE);
                load.awaitProgress(COMMANDS_BEFORE_A_KILL);
                // The moment is meant to be anywhere, so it is time and no event that decides it.
                Thread.sleep(moments.nextInt(LONGEST_LIFE_UNDER_LOAD_MILLIS));
                server.kill();
                if (kill % 3 == 2) {
                    killWhileStarting(moments.nextInt(LONGEST_START_CUT_SHORT_MILLIS));
                }
                boolean harmed = harm(kill, moments);
                server = Server.launch(data);
                assertThat(load.breachesAtRest(server.awaitReady())).as("after kill %d, seed %d", kill, seed).isEmpty();
                assertThat(server.errors().contains("it will be made again") || !harmed).as(server.errors()).isTrue();
                load.resume(server);
            }
            load.awaitProgress(COMMANDS_BEFORE_A_KILL);
            List<String> breaches = load.finish(server);
            System.out.println(kills + " kills: " + load.summary());
            assertThat(breaches).as("seed %d", seed).isEmpty();
            assertThat(load.repeated()).as("commands that a kill left unanswered").isNotEmpty();
        } finally {
            server.close();
        }
    }

    /** Of three kills one leaves the disk as it was, one costs the projector all it had there, one harms its indexes. */
    private boolean harm(int kill, Random random) throws IOException {
        LocalState projector = new LocalState(data);
        if (kill % 3 == 0) {
            projector.lose();
        } else if (kill % 3 == 1 && kill > 1) {
            projector.harmIndexes(random);
            return true;
        }
        return false;
    }

    private void killWhileStarting(int millis) throws Exception {
        try (Server starting = Server.launch(data)) {
            Thread.sleep(millis);
            starting.kill();
        }
    }

    private static long seed(String test) {
        long seed = Long.getLong("switchboard.seed", System.nanoTime());
        System.out.println(test + " test runs with seed " + seed + "; repeat with -Dswitchboard.seed=" + seed);
        return seed;
    }
}
