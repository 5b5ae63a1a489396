package io.switchboard.standalone.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/** All clients of one test, their journal, and what the log was when it was last looked at. Used by one thread. */
final class Load implements AutoCloseable {

    private static final int CLIENTS = 16;
    private static final long JOIN_MILLIS = 60_000;

    private final Api api = new Api();
    private final Turnstile turnstile = new Turnstile();
    private final Workload workload = new Workload();
    private final Journal journal = new Journal();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final List<Thread> clients = new ArrayList<>();
    private final long seed;
    private final Random random;
    private Optional<LogHistory> before = Optional.empty();

    Load(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** Makes the users, then lets the clients loose on this server. */
    void begin(Server server) throws InterruptedException {
        turnstile.open(server);
        Client first = client(0);
        for (Command user : workload.users()) {
            first.carryOut(user);
        }
        for (int n = 1; n <= CLIENTS; n++) {
            clients.add(Thread.ofPlatform().daemon().name("client-" + n).start(client(n)));
        }
    }

    void allowCalls(int more) {
        workload.allowCalls(more);
    }

    /** Waits until this many further commands have been answered. */
    void awaitProgress(long commands) throws InterruptedException {
        journal.awaitSettled(journal.settledCount() + commands);
    }

    /** Holds what a server that nobody writes to serves against its log, and the log against what it was. */
    List<String> breachesAtRest(Server server) throws IOException, InterruptedException {
        LogHistory log = LogHistory.read(server.bootstrapServers());
        List<String> breaches = new ArrayList<>(log.breaches());
        before.ifPresent(earlier -> breaches.addAll(log.changedSince(earlier)));
        breaches.addAll(ServedState.breaches(api, server, log));
        breaches.addAll(RandomAnswers.breaches(api, server, log.oracle(), random));
        before = Optional.of(log);
        return breaches;
    }

    /** Sends the clients to this server: first they repeat what the last one left unanswered. */
    void resume(Server server) {
        turnstile.open(server);
    }

    /** Lets every client finish what it is at; returns all breaches of everything anybody was told. */
    List<String> finish(Server server) throws IOException, InterruptedException {
        enough.set(true);
        for (Thread client : clients) {
            client.join(JOIN_MILLIS);
            if (client.isAlive()) {
                journal.complain(client.getName() + " has a command that does not come to an end");
            }
        }
        List<String> breaches = breachesAtRest(server);
        breaches.addAll(Audit.breaches(journal, before.orElseThrow()));
        return breaches;
    }

    /** Commands that were sent more than once, because an attempt had no answer. */
    List<Journal.Settled> repeated() {
        return journal.settled().stream().filter(settled -> settled.attempts() > 1).toList();
    }

    /** What the test amounted to. */
    String summary() {
        LogHistory log = before.orElseThrow();
        return journal.settledCount() + " commands (" + repeated().size() + " sent more than once), "
                + journal.seen().size() + " answers to questions, " + journal.unavailableCount() + " times unavailable; "
                + log.byRequest().size() + " events of " + log.latestCalls().size() + " calls";
    }

    @Override
    public void close() {
        enough.set(true);
        clients.forEach(Thread::interrupt);
        api.close();
    }

    private Client client(int number) {
        return new Client(api, turnstile, workload, journal, new Random(seed + number), enough);
    }
}
