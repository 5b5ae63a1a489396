package io.switchboard.bench.spine;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.run.Arguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to measure and for how long.
 *
 * @param warmup         load on each server before its first window, at least; on two cores the JIT compiler takes a fifth
 *                       of them for the first 100 s
 * @param window         length of one measured window
 * @param rounds         how many windows each server gets per phase
 * @param visible        length of each write-to-visible measurement
 * @param idle           how long to watch an idle server
 * @param preload        events on disk for the restart measurement
 * @param poolSize       JDBC connections of a twin
 * @param switchboardEnv environment for the server under test, e.g. to lift its rate limit
 * @param workFolder     where all data goes; a fresh folder is made in it
 * @param json           where the results go
 */
public record SpineOptions(boolean quick, Set<Target> targets, Set<Section> sections, Duration warmup,
                           Duration window, int rounds, Duration visible, Duration idle, long preload, int poolSize,
                           Map<String, String> switchboardEnv, Optional<Path> postgresBinaries, Path workFolder,
                           Path json) {

    /** Who can be measured. */
    public enum Target {
        SWITCHBOARD("Switchboard"),
        /** PostgreSQL as it comes: a commit is on disk before it is answered. */
        TWIN("twin"),
        /** The same with {@code synchronous_commit=off}: a commit may be lost when the machine fails. */
        TWIN_ASYNC("twin, async"),
        /** Plain {@code acks=all} produce to Switchboard's broker. */
        RAW("raw produce");

        private final String label;

        Target(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** The parts of a run. */
    public enum Section {
        STARTUP, LOAD, VISIBLE, RESTART
    }

    static final String USAGE = """
            bench/run spine [--quick] [options]
              --quick                a smoke check of a few minutes; its numbers mean nothing
              --targets a,b          of switchboard, twin, twin-async, raw; unless given, all
              --sections a,b         of startup, load, visible, restart; unless given, all
              --warmup s             seconds of load on each server before its first window (100)
              --window s             seconds of a measured window (30)
              --rounds n             windows per server and phase (2)
              --visible s            seconds of each write-to-visible measurement (30)
              --idle s               seconds of watching an idle server (30)
              --preload n            events on disk before the restart (1000000)
              --twin-pool n          JDBC connections of a twin (16)
              --switchboard-env K=V  environment for ./switchboard, may be repeated
                                     (SWITCHBOARD_RATE_LIMIT_PER_MINUTE=16000000)
              --pg-bin dir           where initdb and postgres lie (as pg_config says, or Debian's folders)
              --work-dir dir         where data goes, on a real disk (/var/tmp)
              --out file             results as JSON (bench/target/spine.json)
            """;

    private static final int WARMUP = 100;
    private static final Set<String> NAMED = Set.of("--targets", "--sections", "--warmup", "--window", "--rounds",
            "--visible", "--idle", "--preload", "--twin-pool", "--switchboard-env", "--pg-bin", "--work-dir", "--out");

    /** @throws BenchFailure when an option is unknown or its value is no good */
    static SpineOptions parse(String... args) {
        Arguments given = Arguments.parse(Set.of("--quick"), NAMED, USAGE, args);
        boolean quick = given.flag("--quick");
        int span = quick ? 3 : 30;
        return new SpineOptions(quick,
                given.choice("--targets", Target.class),
                given.choice("--sections", Section.class),
                given.seconds("--warmup", quick ? span : WARMUP),
                given.seconds("--window", span),
                (int) given.number("--rounds", quick ? 1 : 2),
                given.seconds("--visible", span),
                given.seconds("--idle", span),
                given.number("--preload", quick ? 5_000 : 1_000_000),
                (int) given.number("--twin-pool", 16),
                given.pairs("--switchboard-env", Map.of("SWITCHBOARD_RATE_LIMIT_PER_MINUTE", "16000000")),
                given.text("--pg-bin").map(Path::of),
                Path.of(given.text("--work-dir").orElse("/var/tmp")).toAbsolutePath(),
                Path.of(given.text("--out").orElse("bench/target/spine.json")));
    }

    boolean measures(Target target) {
        return targets.contains(target);
    }

    boolean needsPostgres() {
        return does(Section.LOAD) && (measures(Target.TWIN) || measures(Target.TWIN_ASYNC));
    }

    /** The sections other than the load look at Switchboard alone. */
    boolean does(Section section) {
        return sections.contains(section) && (section == Section.LOAD || measures(Target.SWITCHBOARD));
    }
}
