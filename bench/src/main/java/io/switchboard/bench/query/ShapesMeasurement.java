package io.switchboard.bench.query;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.load.Endpoint;
import io.switchboard.bench.load.QueryWorkload;
import io.switchboard.bench.load.Workload;
import io.switchboard.bench.query.QueryResults.Asked;
import io.switchboard.bench.query.QueryResults.Target;
import io.switchboard.bench.run.Console;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The side-by-side comparison. */
final class ShapesMeasurement {

    /** The numbers of connections that marks are for. */
    static final int ALONE = 1;
    static final int CROWD = 16;

    private final QueryOptions options;
    private final Console console;
    private final Places places;

    ShapesMeasurement(QueryOptions options, Places places, Console console) {
        this.options = options;
        this.console = console;
        this.places = places;
    }

    /** What was measured, and how many answers were compared before. */
    record Measured(List<Asked> shapes, int answers) {
    }

    /** A shape with the questions of each server, ready to be asked. */
    private record Contest(Shape shape, Workload switchboard, Workload twin) {
        Workload of(Target target) {
            return target == Target.SWITCHBOARD ? switchboard : twin;
        }
    }

    Measured measure(List<Shape> shapes, Endpoint switchboard, Endpoint twin) throws InterruptedException {
        List<Contest> contests = new ArrayList<>();
        int answers = agree(shapes, switchboard, twin, contests);
        Turns turns = new Turns(options.window(), console);
        for (Target target : Target.values()) {
            turns.warmUp(target, contests.stream().map(contest -> contest.of(target)).toList(), CROWD,
                    options.warmup());
        }
        List<Target> order = List.of(Target.values());
        for (int round = 0; round < options.rounds(); round++) {
            for (Contest contest : contests) {
                for (int callers : List.of(ALONE, CROWD)) {
                    for (Target target : order) {
                        turns.ask(contest.shape(), target, contest.of(target), callers);
                    }
                }
                order = order.reversed();
            }
        }
        return new Measured(turns.results(), answers);
    }

    private int agree(List<Shape> shapes, Endpoint switchboard, Endpoint twin, List<Contest> contests) {
        console.say("comparing answers");
        try (Interview ours = new Interview(switchboard, places);
                Interview theirs = new Interview(twin, places)) {
            Agreement agreement = new Agreement(ours, theirs, console);
            for (Shape shape : shapes) {
                Agreement.Agreed agreed = agreement.on(shape);
                contests.add(new Contest(shape, new QueryWorkload(switchboard, agreed.ours()),
                        new QueryWorkload(twin, agreed.theirs())));
            }
            console.say(agreement.compared() + " answers compared");
            return agreement.compared();
        } catch (IOException broken) {
            throw new BenchFailure("a connection broke: " + broken.getMessage(), broken);
        }
    }
}
