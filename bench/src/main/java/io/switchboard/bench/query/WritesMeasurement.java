package io.switchboard.bench.query;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.load.CallWorkload;
import io.switchboard.bench.load.Endpoint;
import io.switchboard.bench.load.OpenLoop;
import io.switchboard.bench.load.QueryWorkload;
import io.switchboard.bench.load.Window;
import io.switchboard.bench.load.Workload;
import io.switchboard.bench.query.QueryResults.Target;
import io.switchboard.bench.query.QueryResults.Writes;
import io.switchboard.bench.run.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Strong questions to Switchboard while 500 commands per second are written on a schedule: half creates. */
final class WritesMeasurement {

    private static final int PER_SECOND = 500;
    private static final int CALLERS = 32;
    private static final int USERS = 1_000;
    private static final Duration FIRST = Duration.ofSeconds(2);

    private final QueryOptions options;
    private final Console console;
    private final Places places;

    WritesMeasurement(QueryOptions options, Places places, Console console) {
        this.options = options;
        this.console = console;
        this.places = places;
    }

    Writes measure(List<Shape> shapes, Endpoint server) throws InterruptedException {
        List<Workload> questions = questions(shapes, server);
        CallWorkload calls = new CallWorkload(server, USERS);
        calls.createUsers();
        OpenLoop.run(calls.creates(), CALLERS, PER_SECOND, FIRST);
        Turns turns = new Turns(options.window(), console);
        Duration time = options.window().multipliedBy((long) shapes.size() * options.rounds());
        try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
            List<Future<Window>> warmUp = write(calls, writers, options.warmup());
            turns.warmUp(Target.SWITCHBOARD, questions, 1, options.warmup());
            for (Future<Window> half : warmUp) {
                half.get();
            }
            console.say("the same while " + PER_SECOND + " commands per second are written");
            List<Future<Window>> halves = write(calls, writers, time);
            for (int round = 0; round < options.rounds(); round++) {
                for (int i = 0; i < shapes.size(); i++) {
                    turns.ask(shapes.get(i), Target.SWITCHBOARD, questions.get(i), 1);
                }
            }
            return result(turns, halves.get(0).get(), halves.get(1).get());
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the commands could not be written", failed.getCause());
        }
    }

    private static List<Future<Window>> write(CallWorkload calls, ExecutorService writers, Duration time) {
        return List.of(writers.submit(() -> OpenLoop.run(calls.creates(), CALLERS, PER_SECOND / 2, time)),
                writers.submit(() -> OpenLoop.run(calls.roleChanges(), CALLERS, PER_SECOND / 2, time)));
    }

    private Writes result(Turns turns, Window creates, Window changes) {
        double perSecond = creates.throughput() + changes.throughput();
        creates.tally().add(changes.tally());
        if (creates.tally().refused() > 0) {
            console.complain(creates.tally().refused() + " commands refused, first: "
                    + creates.tally().firstRefusal().orElseThrow());
        }
        return new Writes(perSecond, creates.tally().latency(), turns.results());
    }

    /** What comes first in an answer changes with what is written, so only that it is one is looked for. */
    private List<Workload> questions(List<Shape> shapes, Endpoint server) {
        List<Workload> questions = new ArrayList<>();
        try (Interview interview = new Interview(server, places)) {
            for (Shape shape : shapes) {
                questions.add(new QueryWorkload(server, interview.bodies(shape).stream()
                        .map(body -> new QueryWorkload.Asked(body, QueryWorkload.ANY_ANSWER)).toList()));
            }
        } catch (IOException broken) {
            throw new BenchFailure("a connection broke: " + broken.getMessage(), broken);
        }
        return questions;
    }
}
