package io.switchboard.bench.query;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.run.Arguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to measure, on how much data, and for how long.
 *
 * @param shapes         names of the shapes to measure; none: all
 * @param warmup         questions of all shapes to each server before the first window
 * @param window         length of one measured window
 * @param rounds         windows per shape, server and number of connections
 * @param burst          events of the burst
 * @param switchboardEnv environment for the server under test
 * @param dataFolder     where the data set is, or is to be kept; without, it is made for this run
 */
record QueryOptions(boolean quick, Set<Section> sections, List<String> shapes, long seed, int calls, Duration warmup,
                    Duration window, int rounds, int burst, int poolSize, Map<String, String> switchboardEnv,
                    Optional<Path> postgresBinaries, Optional<Path> dataFolder, Path workFolder, Path json) {

    /** The parts of a run. */
    enum Section {
        SHAPES, WRITES, REBUILD, BURST, FOOTPRINT
    }

    static final String USAGE = """
            bench/run query [--quick] [options]
              --quick                20000 calls and windows of a second; the numbers mean nothing
              --sections a,b         of shapes, writes, rebuild, burst, footprint; unless given, all
              --shapes a,b           of none, ongoing, upcoming, member-light, member-heavy, live, team, prefix, custom,
                                     or, open, cids, rare, custom-cid, by-type, by-ended, page-2, page-100, page-10000;
                                     unless given, all
              --calls n              calls of the data set (1000000)
              --seed n               another data set of the same kind (1)
              --data-dir dir         make the data set there, or use what an earlier run made there
              --warmup s             seconds of questions to each server before the first window (30)
              --window s             seconds of a measured window (5)
              --rounds n             windows per shape, server and number of connections (2)
              --burst n              events of the burst (100000)
              --twin-pool n          JDBC connections of the twin (16)
              --switchboard-env K=V  environment for ./switchboard, may be repeated
                                     (SWITCHBOARD_RATE_LIMIT_PER_MINUTE=16000000)
              --pg-bin dir           where initdb and postgres lie (as pg_config says, or Debian's folders)
              --work-dir dir         where everything else goes, on a real disk (/var/tmp)
              --out file             results as JSON (bench/target/query.json)
            """;

    private static final int MOST_CALLS = 10_000_000;
    private static final int MOST_EVENTS = 1_000_000;
    private static final Set<String> NAMED = Set.of("--sections", "--shapes", "--calls", "--seed", "--data-dir",
            "--warmup", "--window", "--rounds", "--burst", "--twin-pool", "--switchboard-env", "--pg-bin", "--work-dir",
            "--out");

    /** @throws BenchFailure when an option is unknown or its value is no good */
    static QueryOptions parse(String... args) {
        Arguments given = Arguments.parse(Set.of("--quick"), NAMED, USAGE, args);
        boolean quick = given.flag("--quick");
        return new QueryOptions(quick, given.choice("--sections", Section.class),
                given.text("--shapes").map(names -> List.of(names.split(","))).orElse(List.of()),
                given.number("--seed", 1),
                atMost(MOST_CALLS, "--calls", given.number("--calls", quick ? 20_000 : 1_000_000)),
                given.seconds("--warmup", quick ? 5 : 30), given.seconds("--window", quick ? 1 : 5),
                (int) given.number("--rounds", quick ? 1 : 2),
                atMost(MOST_EVENTS, "--burst", given.number("--burst", quick ? 5_000 : 100_000)),
                (int) given.number("--twin-pool", 16),
                given.pairs("--switchboard-env", Map.of("SWITCHBOARD_RATE_LIMIT_PER_MINUTE", "16000000")),
                given.text("--pg-bin").map(Path::of),
                given.text("--data-dir").map(dir -> Path.of(dir).toAbsolutePath()),
                Path.of(given.text("--work-dir").orElse("/var/tmp")).toAbsolutePath(),
                Path.of(given.text("--out").orElse("bench/target/query.json")));
    }

    private static int atMost(int most, String name, long given) {
        if (given > most) {
            throw new BenchFailure(name + " is " + most + " at most, not " + given + ".\n" + USAGE);
        }
        return (int) given;
    }

    boolean does(Section section) {
        return sections.contains(section);
    }

    /** Whether a database is needed: to be measured, or to be weighed. */
    boolean needsPostgres() {
        return does(Section.SHAPES) || does(Section.FOOTPRINT);
    }

    /** Whether Switchboard itself runs. */
    boolean needsSwitchboard() {
        return sections.stream().anyMatch(section -> section != Section.REBUILD);
    }

    /**
     * The shapes asked for, in the order of measuring.
     *
     * @throws BenchFailure when one is not known
     */
    List<Shape> chosen(List<Shape> all) {
        List<String> known = all.stream().map(Shape::name).toList();
        shapes.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new BenchFailure("There is no shape '" + name + "'; there are " + String.join(", ", known) + ".");
        });
        return all.stream().filter(shape -> shapes.isEmpty() || shapes.contains(shape.name())).toList();
    }
}
