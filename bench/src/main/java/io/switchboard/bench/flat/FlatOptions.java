package io.switchboard.bench.flat;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.run.Arguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What to measure.
 *
 * @param sizes   members and participants of the calls, ascending
 * @param rounds  how often every call gets its turn
 * @param samples commands of each kind per turn
 * @param warmup  turns before they count, at least this long
 * @param timers  calls with an armed timer, step by step, ascending; none skips that part
 * @param idle    how long to watch the server at each step
 */
record FlatOptions(List<Integer> sizes, int rounds, int samples, Duration warmup, List<Integer> timers, Duration idle,
                   Path workFolder, Path json) {

    static final String USAGE = """
            bench/run flat [--quick] [options]
              --quick         small sizes; the numbers mean nothing
              --sizes a,b,c   members and participants of the calls, ascending (100,10000,100000)
              --rounds n      how often every call gets its turn (20)
              --samples n     commands of each kind per turn (25)
              --warmup s      seconds of turns that do not count (60)
              --timers a,b    calls with an armed timer at each step, ascending; 0 for none (1000,10000,100000)
              --idle s        seconds of watching the server at each step (30)
              --work-dir dir  where data goes, on a real disk (/var/tmp)
              --out file      results as JSON (bench/target/flat.json)
            """;

    private static final Set<String> NAMED = Set.of("--sizes", "--rounds", "--samples", "--warmup", "--timers", "--idle",
            "--work-dir", "--out");

    /** @throws BenchFailure when an option is unknown or its value is no good */
    static FlatOptions parse(String... args) {
        Arguments given = Arguments.parse(Set.of("--quick"), NAMED, USAGE, args);
        boolean quick = given.flag("--quick");
        return new FlatOptions(
                ascending(given.text("--sizes").orElse(quick ? "10,100" : "100,10000,100000"), "--sizes"),
                (int) given.number("--rounds", quick ? 2 : 20),
                (int) given.number("--samples", quick ? 5 : 25),
                given.seconds("--warmup", quick ? 1 : 60),
                given.text("--timers").equals(Optional.of("0")) ? List.of()
                        : ascending(given.text("--timers").orElse(quick ? "10,20" : "1000,10000,100000"), "--timers"),
                given.seconds("--idle", quick ? 1 : 30),
                Path.of(given.text("--work-dir").orElse("/var/tmp")).toAbsolutePath(),
                Path.of(given.text("--out").orElse("bench/target/flat.json")));
    }

    private static List<Integer> ascending(String list, String name) {
        if (!list.matches("[1-9][0-9]{0,6}(,[1-9][0-9]{0,6})*")) {
            throw new BenchFailure(name + " needs whole numbers above zero, not '" + list + "'.\n" + USAGE);
        }
        List<Integer> numbers = Stream.of(list.split(",")).map(Integer::valueOf).toList();
        if (!numbers.equals(numbers.stream().sorted().distinct().toList())) {
            throw new BenchFailure(name + " must be ascending.\n" + USAGE);
        }
        return numbers;
    }
}
