package io.switchboard.standalone.crash;

import java.util.Optional;

/** Where clients find the server to talk to. Safe for any thread. */
final class Turnstile {

    private Server open;

    /** Sends clients to this server from now on. */
    synchronized void open(Server server) {
        open = server;
        notifyAll();
    }

    /** The server to talk to; waits for one other than that whose connections broke. */
    synchronized Server pass(Optional<Server> broken) throws InterruptedException {
        while (open == null || broken.filter(open::equals).isPresent()) {
            wait();
        }
        return open;
    }
}
