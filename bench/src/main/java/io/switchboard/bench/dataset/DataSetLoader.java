package io.switchboard.bench.dataset;

import io.switchboard.bench.run.Console;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.user.User;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes the calls on every core and writes them, in order, to the log, to the tables, or to both. One thread. */
final class DataSetLoader {

    private static final int CHUNK = 500;
    private static final int AHEAD = 8;
    private static final int TELL_EVERY = 100_000;

    private final DataSetSpec spec;
    private final CallGenerator generator;
    private final Optional<LogWriter> log;
    private final Optional<TableWriter> tables;
    private final Console console;
    private long events;

    DataSetLoader(DataSetSpec spec, Optional<LogWriter> log, Optional<TableWriter> tables, Console console) {
        this.spec = spec;
        this.generator = new CallGenerator(spec);
        this.log = log;
        this.tables = tables;
        this.console = console;
    }

    private record Chunk(List<GeneratedCall> calls, Map<TableText.Table, byte[]> rows) {
    }

    /** @return how many events there are in all calls */
    long load() throws InterruptedException {
        users();
        try (ExecutorService cores = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            Deque<Future<Chunk>> coming = new ArrayDeque<>();
            for (int first = 0; first < spec.calls(); first += CHUNK) {
                int from = first;
                coming.add(cores.submit(() -> chunk(from)));
                if (coming.size() > AHEAD) {
                    write(coming.remove().get());
                }
                if (first % TELL_EVERY == 0 && first > 0) {
                    console.say(first + " calls made");
                }
            }
            while (!coming.isEmpty()) {
                write(coming.remove().get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the data set cannot be made", e.getCause());
        }
        return events;
    }

    private void users() {
        Population people = new Population(spec.users());
        TableText rows = new TableText();
        for (int number = 0; number < people.size(); number++) {
            User user = people.document(number);
            log.ifPresent(writer -> writer.write(user));
            rows.addUser(user.id(), EventJson.mapper().writeValueAsString(user));
        }
        tables.ifPresent(writer -> writer.write(rows.bytes()));
    }

    private Chunk chunk(int first) {
        List<GeneratedCall> calls = new ArrayList<>();
        TableText rows = new TableText();
        for (int index = first; index < Math.min(spec.calls(), first + CHUNK); index++) {
            GeneratedCall call = generator.generate(index);
            calls.add(call);
            if (tables.isPresent()) {
                rows.add(call.state());
            }
        }
        return new Chunk(calls, rows.bytes());
    }

    private void write(Chunk chunk) {
        chunk.calls().forEach(call -> events += call.events().size());
        log.ifPresent(writer -> chunk.calls().forEach(writer::write));
        tables.ifPresent(writer -> writer.write(chunk.rows()));
    }
}
