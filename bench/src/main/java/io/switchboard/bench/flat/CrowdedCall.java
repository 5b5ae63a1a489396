package io.switchboard.bench.flat;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.load.ApiToken;
import io.switchboard.bench.load.CallClient;
import io.switchboard.bench.load.Endpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A call with many members who are all in it, and the commands whose cost is measured. One thread at a time. */
final class CrowdedCall {

    private static final int BATCH = 100;
    private static final int FILLERS = 16;

    private final Endpoint server;
    private final String secret;
    private final int size;
    private final String path;
    private int guests;

    /** @param secret signs the users' tokens */
    CrowdedCall(Endpoint server, String secret, int size) {
        this.server = server;
        this.secret = secret;
        this.size = size;
        this.path = "/video/call/default/flat-" + size;
    }

    int size() {
        return size;
    }

    /** Makes the call and its users; then all are members and all are in. Nobody is put out for a quarter of an hour. */
    void fill() throws InterruptedException {
        try (CallClient client = new CallClient(server)) {
            client.post(server, path, """
                    {"data":{"created_by_id":"flat-host","settings_override":{"session":\
                    {"inactivity_timeout_seconds":900}}}}""");
            for (int from = 0; from < size; from += BATCH) {
                List<String> users = IntStream.range(from, Math.min(size, from + BATCH)).mapToObj(this::user).toList();
                client.post(server, "/users", users.stream().map(user -> "\"%1$s\":{\"id\":\"%1$s\"}".formatted(user))
                        .collect(Collectors.joining(",", "{\"users\":{", "}}")));
                client.post(server, path + "/members", users.stream().map("{\"user_id\":\"%s\"}"::formatted)
                        .collect(Collectors.joining(",", "{\"update_members\":[", "]}")));
            }
        } catch (IOException broken) {
            throw new BenchFailure("the call of " + size + " cannot be made: " + broken.getMessage(), broken);
        }
        parallel(size, (client, index) -> client.post(as(user(index)), path + "/join", "{\"location\":\"AMS\"}"));
    }

    /** Somebody who is no member comes in; nanoseconds. */
    long join(CallClient client) {
        guests++;
        return client.post(as(guest()), path + "/join", "{\"location\":\"AMS\"}");
    }

    /** Whoever came last leaves. */
    long leave(CallClient client) {
        return client.post(as(guest()), path + "/leave", "{}");
    }

    /** One of the members changes. */
    long update(CallClient client) {
        return client.post(server, path + "/members", "{\"update_members\":[{\"user_id\":\"%s\",\"custom\":{\"n\":%d}}]}"
                .formatted(user(guests % size), guests));
    }

    private String user(int index) {
        return "flat-" + size + "-" + index;
    }

    private String guest() {
        return "guest-" + size + "-" + guests;
    }

    private Endpoint as(String user) {
        return server.with(ApiToken.ofUser(secret, user));
    }

    /** One of many like things, done over a connection. */
    @FunctionalInterface
    interface Step {
        void run(CallClient client, int index);
    }

    private void parallel(int count, Step step) throws InterruptedException {
        parallel(server, count, step);
    }

    /** Does the step for 0 to {@code count - 1}, on several connections. */
    static void parallel(Endpoint server, int count, Step step) throws InterruptedException {
        try (ExecutorService fillers = Executors.newFixedThreadPool(FILLERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int filler = 0; filler < FILLERS; filler++) {
                int first = filler;
                all.add(fillers.submit(() -> {
                    try (CallClient client = new CallClient(server)) {
                        for (int index = first; index < count; index += FILLERS) {
                            step.run(client, index);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof BenchFailure failure ? failure
                    : new BenchFailure("filling failed: " + failed.getCause(), failed.getCause());
        }
    }
}
