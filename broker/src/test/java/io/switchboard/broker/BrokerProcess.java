package io.switchboard.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An embedded broker in a process of its own, so that a test can kill it. */
final class BrokerProcess {

    /** How long the controller takes a silent broker for alive: so long that waiting for it cannot be overlooked. */
    static final Duration SESSION = Duration.ofSeconds(50);

    private final Process process;
    private final String bootstrapServers;

    private BrokerProcess(Process process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /** Runs in the child: starts the broker, prints where it is, and stays until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        EmbeddedBroker broker = EmbeddedBroker.start(new BrokerConfig(Path.of(arguments[0]), 0, Duration.ofSeconds(20),
                Map.of("broker.session.timeout.ms", Long.toString(SESSION.toMillis()))));
        System.out.println(broker.bootstrapServers());
        while (System.in.read() >= 0) {
            continue;
        }
        broker.close();
    }

    static BrokerProcess start(Path directory) throws IOException {
        Process process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-cp", System.getProperty("java.class.path"), BrokerProcess.class.getName(), directory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        String servers = output.readLine();
        if (servers == null) {
            throw new IOException("the broker process ended before it was ready");
        }
        return new BrokerProcess(process, servers);
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
