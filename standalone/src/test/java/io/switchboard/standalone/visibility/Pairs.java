package io.switchboard.standalone.visibility;

import io.switchboard.standalone.visibility.Pair.Request;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that each write something and ask for it at once, again and again, while transactions are aborted around
 * them.
 */
public final class Pairs {

    private static final int CLIENTS = 8;
    private static final int PAIRS_PER_ABORT = 10;
    private static final int UNAVAILABLE = 503;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Site commands;
    private final Site queries;
    private final Aborts aborts;
    private final int partitions;
    private final AtomicInteger unavailable = new AtomicInteger();

    /** Where requests go. */
    @FunctionalInterface
    public interface Site {
        HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException;
    }

    /**
     * What came of it.
     *
     * @param stale       answers that did not show what had been answered before they were asked for
     * @param unavailable requests that were refused for the moment and sent again
     */
    public record Result(int pairs, List<String> stale, int unavailable, long millis) {
    }

    /** @param partitions of the call log; the last of them gets no call */
    public Pairs(Site commands, Site queries, Aborts aborts, int partitions) {
        this.commands = commands;
        this.queries = queries;
        this.aborts = aborts;
        this.partitions = partitions;
    }

    /** @throws AssertionError when a request is refused for good */
    public Result run(int pairs, long seed) throws Exception {
        long began = System.nanoTime();
        List<String> stale = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<List<String>>> clients = new ArrayList<>();
            for (int n = 0; n < CLIENTS; n++) {
                PairDice dice = new PairDice(seed + n, "client" + n, partitions);
                clients.add(pool.submit(() -> client(dice, pairs / CLIENTS)));
            }
            for (Future<List<String>> client : clients) {
                stale.addAll(client.get());
            }
        }
        return new Result(pairs / CLIENTS * CLIENTS, stale, unavailable.get(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }

    private List<String> client(PairDice dice, int pairs) throws IOException, InterruptedException {
        List<String> stale = new ArrayList<>();
        answer(commands, new Request("POST", "/users", dice.users()));
        for (int n = 1; n <= pairs; n++) {
            Pair pair = dice.next();
            answer(commands, pair.command());
            if (n % PAIRS_PER_ABORT == 0) {
                aborts.abort();
            }
            String shown = answer(queries, pair.query());
            if (!pair.isShownBy(shown)) {
                stale.add(pair.command() + " was followed by " + pair.query() + ": " + shown);
            }
        }
        return stale;
    }

    /** Sends it again while it is refused for the moment. */
    private String answer(Site site, Request request) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        HttpResponse<String> answer = site.send(request.method(), request.path(), request.body());
        while (answer.statusCode() == UNAVAILABLE && System.nanoTime() < deadline) {
            unavailable.incrementAndGet();
            answer = site.send(request.method(), request.path(), request.body());
        }
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(request + " is answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
