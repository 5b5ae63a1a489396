package io.switchboard.standalone.crash;

import io.switchboard.standalone.crash.CallImage.MemberImage;
import io.switchboard.standalone.crash.Journal.Seen;
import io.switchboard.standalone.crash.Journal.Settled;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * A client that does one thing after the other and never gives a command up: without an answer it sends the same again
 * under the same key, to whatever server there is by then. A question without an answer is forgotten.
 */
final class Client implements Runnable {

    private static final int PRECONDITION_FAILED = 412;

    private final Api api;
    private final Turnstile turnstile;
    private final Workload workload;
    private final Journal journal;
    private final RandomGenerator random;
    private final AtomicBoolean enough;
    private Optional<Server> broken = Optional.empty();

    /** @param enough asks all clients to stop after what they are at */
    Client(Api api, Turnstile turnstile, Workload workload, Journal journal, RandomGenerator random,
           AtomicBoolean enough) {
        this.api = api;
        this.turnstile = turnstile;
        this.workload = workload;
        this.journal = journal;
        this.random = random;
        this.enough = enough;
    }

    @Override
    public void run() {
        try {
            while (!enough.get()) {
                if (random.nextInt(4) == 0) {
                    ask();
                } else {
                    carryOut(workload.command(random, journal));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broke) {
            journal.complain("a client broke: " + broke);
        }
    }

    /** Returns when the command is settled. */
    void carryOut(Command command) throws InterruptedException {
        journal.begin(command);
        long floor = journal.floor(command.target());
        for (int attempt = 1; ; attempt++) {
            Optional<Api.Answer> answer = send(command.request());
            if (answer.isPresent()) {
                settle(command, attempt, floor, answer.get());
                return;
            }
        }
    }

    private void settle(Command command, int attempts, long floor, Api.Answer answer) {
        Optional<Shown> shown = Optional.empty();
        if (answer.succeeded()) {
            shown = shown(command, answer.body());
            if (command.kind() == Command.Kind.CREATE && answer.body().path("created").booleanValue()) {
                workload.createdOne(command.target());
            }
        } else if (answer.status() != PRECONDITION_FAILED || command.version().isEmpty()) {
            journal.complain(command + " was answered " + answer);
        }
        journal.settle(new Settled(command, attempts, floor, answer, shown));
    }

    private Optional<Shown> shown(Command command, JsonNode body) {
        return switch (command.kind()) {
            case CREATE, UPDATE -> Optional.of(journal.whole(body));
            case MEMBERS -> Optional.of(new Shown.SomeMembers(MemberImage.shown(body.path("members"))));
            case END -> Optional.of(new Shown.Ended());
            case USER -> Optional.empty();
        };
    }

    private void ask() throws InterruptedException {
        Optional<String> about = workload.question(random);
        if (about.isEmpty()) {
            return;
        }
        String cid = about.get();
        long floor = journal.floor(cid);
        Question question = Question.values()[random.nextInt(Question.values().length)];
        Optional<Api.Answer> answer = send(question.request(cid));
        if (answer.isEmpty()) {
            return;
        }
        if (!answer.get().succeeded()) {
            journal.complain(question + " about " + cid + " was answered " + answer.get());
            return;
        }
        question.shown(answer.get().body(), journal).ifPresentOrElse(
                shown -> journal.see(new Seen(question.name(), cid, floor, answer.get().version(), shown)),
                () -> journal.complain(question + " about " + cid + " found nothing: " + answer.get().body()));
    }

    /** What clients ask. */
    private enum Question {
        GET, QUERY_CALLS_BY_KEY, QUERY_CALLS_BY_INDEX, QUERY_MEMBERS;

        Api.Request request(String cid) {
            String id = cid.substring(cid.indexOf(':') + 1);
            return switch (this) {
                case GET -> new Api.Request("GET", Workload.path(cid), "", Map.of());
                case QUERY_CALLS_BY_KEY -> new Api.Request("POST", "/video/calls",
                        "{\"filter_conditions\":{\"cid\":\"" + cid + "\"}}", Map.of());
                case QUERY_CALLS_BY_INDEX -> new Api.Request("POST", "/video/calls",
                        "{\"filter_conditions\":{\"id\":\"" + id + "\"}}", Map.of());
                case QUERY_MEMBERS -> new Api.Request("POST", "/video/call/members",
                        "{\"type\":\"default\",\"id\":\"" + id + "\",\"limit\":100}", Map.of());
            };
        }

        Optional<Shown> shown(JsonNode body, Journal journal) {
            return switch (this) {
                case GET -> Optional.of(journal.whole(body));
                case QUERY_CALLS_BY_KEY, QUERY_CALLS_BY_INDEX ->
                        Optional.ofNullable(body.path("calls").get(0)).map(journal::whole);
                case QUERY_MEMBERS ->
                        Optional.of(new Shown.AllMembers(MemberImage.shown(body.path("members"))));
            };
        }
    }

    /** Empty when it has to be asked again: there was no answer, or one that leaves it open. */
    private Optional<Api.Answer> send(Api.Request request) throws InterruptedException {
        Server server = turnstile.pass(broken);
        try {
            Api.Answer answer = api.send(server, request);
            if (answer.status() != Api.UNAVAILABLE) {
                return Optional.of(answer);
            }
            journal.unavailable();
            Thread.sleep(Api.RETRY_AFTER);
            return Optional.empty();
        } catch (IOException noAnswer) {
            if (server.doomed()) {
                broken = Optional.of(server);
            } else {
                journal.complain(request + " had no answer from a server that nobody stopped: " + noAnswer);
            }
            return Optional.empty();
        }
    }
}
