package io.switchboard.standalone.crash;

import io.switchboard.standalone.crash.CallImage.MemberImage;
import io.switchboard.standalone.crash.CallImage.UserImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/** Compares everything a server serves with the log, while nobody writes. */
final class ServedState {

    private static final int AT_ONCE = 8;
    private static final int PAGE = 100;

    private final Api api;
    private final Server server;
    private final LogHistory log;
    private final Map<String, UserImage> users;
    private final Queue<String> breaches = new ConcurrentLinkedQueue<>();

    private ServedState(Api api, Server server, LogHistory log) {
        this.api = api;
        this.server = server;
        this.log = log;
        this.users = log.latestUsers();
    }

    /** Where the writer's GET, queryCalls or queryMembers differ from the fold of the log. */
    static List<String> breaches(Api api, Server server, LogHistory log) throws IOException, InterruptedException {
        ServedState state = new ServedState(api, server, log);
        state.checkQueryCalls();
        state.checkEachCall();
        return List.copyOf(state.breaches);
    }

    private void checkQueryCalls() throws IOException, InterruptedException {
        Map<String, CallImage> found = new TreeMap<>();
        String next = "";
        do {
            JsonNode page = ask(new Api.Request("POST", "/video/calls",
                    "{\"limit\":" + PAGE + (next.isEmpty() ? "" : ",\"next\":\"" + next + "\"") + "}", Map.of()));
            for (JsonNode state : page.path("calls")) {
                CallImage call = CallImage.shown(state);
                if (found.put(call.cid(), call) != null) {
                    breaches.add("queryCalls lists " + call.cid() + " twice");
                }
                checkUsers("queryCalls", state);
            }
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        Map<String, CallImage> expected = log.latestCalls();
        if (!found.keySet().equals(expected.keySet())) {
            breaches.add("queryCalls lists " + found.keySet() + ", the log has " + expected.keySet());
        }
        found.forEach((cid, call) -> compare("queryCalls", call, expected.get(cid)));
    }

    private void checkEachCall() throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> checks = new ArrayList<>();
            log.latestCalls().forEach((cid, call) -> checks.add(pool.submit(() -> {
                check(cid, call);
                return null;
            })));
            for (Future<?> check : checks) {
                check.get();
            }
        } catch (ExecutionException e) {
            breaches.add("a question had no answer: " + e.getCause());
        }
    }

    private void check(String cid, CallImage expected) throws IOException, InterruptedException {
        Api.Answer got = api.insist(server, new Api.Request("GET", Workload.path(cid), "", Map.of()));
        if (!got.succeeded()) {
            breaches.add("GET " + cid + " is answered " + got);
            return;
        }
        compare("GET", CallImage.shown(got.body()), expected);
        checkUsers("GET", got.body());
        long version = log.states(cid).size();
        if (got.version().orElse(-1L) != version) {
            breaches.add("GET " + cid + " is at version " + got.version() + ", the log at " + version);
        }
        JsonNode members = ask(new Api.Request("POST", "/video/call/members", "{\"type\":\"default\",\"id\":\""
                + cid.substring(cid.indexOf(':') + 1) + "\",\"limit\":" + PAGE + "}", Map.of()));
        List<MemberImage> shown = MemberImage.shown(members.path("members"));
        if (!shown.equals(expected.members())) {
            breaches.add("queryMembers of " + cid + " answers " + shown + ", the log has " + expected.members());
        }
    }

    private void checkUsers(String question, JsonNode state) {
        List<JsonNode> named = new ArrayList<>(List.of(state.path("call").path("created_by")));
        state.path("members").forEach(member -> named.add(member.path("user")));
        for (JsonNode user : named) {
            UserImage shown = UserImage.shown(user);
            UserImage expected = users.get(shown.id());
            if (!shown.equals(expected)) {
                breaches.add(question + " shows " + shown + ", the log has " + expected);
            }
        }
    }

    private void compare(String question, CallImage shown, CallImage expected) {
        if (!shown.equals(expected)) {
            breaches.add(question + " shows " + shown + ", the log has " + expected);
        }
    }

    private JsonNode ask(Api.Request request) throws IOException, InterruptedException {
        Api.Answer answer = api.insist(server, request);
        if (!answer.succeeded()) {
            breaches.add(request + " is answered " + answer);
        }
        return answer.body();
    }
}
