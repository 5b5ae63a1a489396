package io.switchboard.bench.machine;

import io.switchboard.bench.BenchFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A server that this benchmark started, and stops. Its output goes to a file that is quoted when it does not come up.
 * Ends with this JVM, whichever way that ends short of SIGKILL.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    /** How long a server that is no longer wanted may take to end by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int QUOTED_LINES = 40;

    /** One hook for all, so that a run that is interrupted leaves no server behind. */
    private static final Set<ServerProcess> RUNNING = ConcurrentHashMap.newKeySet();

    private static final List<Runnable> AFTERWARDS = new CopyOnWriteArrayList<>();
    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ending = true;
            RUNNING.forEach(ServerProcess::end);
            AFTERWARDS.forEach(Runnable::run);
        }, "stop-servers"));
    }

    private final String name;
    private final Process process;
    private final Path log;
    private final long startedNanos = System.nanoTime();

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        RUNNING.add(this);
    }

    /**
     * @param name        for people
     * @param environment added to this process's own
     * @param log         gets standard output and error
     * @throws BenchFailure when the command cannot be run
     */
    public static ServerProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new ServerProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw new BenchFailure("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** @return the command that runs a class of this process's class path in a JVM of its own */
    public static List<String> java(List<String> jvmOptions, Class<?> main) {
        List<String> command = new ArrayList<>(jvmOptions);
        command.addFirst(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }

    /** Has this done when the JVM ends, after every server has. */
    public static void afterwards(Runnable task) {
        AFTERWARDS.add(task);
    }

    /** @return whether this JVM is going down, so that a server that ends now is no surprise */
    public static boolean ending() {
        return ending;
    }

    /** @return a loopback port that was free a moment ago */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    /**
     * Waits until the server is ready.
     *
     * @return how long that took, from the start of the process
     * @throws BenchFailure when it ends or the time is over before it is
     */
    public Duration awaitReady(BooleanSupplier ready, Duration limit) throws InterruptedException {
        boolean over = Moment.await(() -> !process.isAlive() || ready.getAsBoolean(), Duration.ofMillis(20), limit);
        Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
        if (!over || !process.isAlive()) {
            String what = over ? "ended with exit code " + process.exitValue() : "was not ready in " + limit;
            throw new BenchFailure(name + " " + what + ". Its last words:\n" + lastWords());
        }
        return took;
    }

    public long pid() {
        return process.pid();
    }

    /** @return what this server uses, with all its processes */
    public ProcessTree usage() {
        return new ProcessTree(process.toHandle());
    }

    /**
     * Asks it to end ({@code TERM}, {@code INT}, …) and waits until it, and every process it started, has.
     *
     * @throws BenchFailure when it does not; it is killed then
     */
    public void stop(String signal) throws InterruptedException {
        List<ProcessHandle> all = everyProcess();
        signal(signal);
        if (!awaitGone(all, STOP_LIMIT)) {
            close();
            throw new BenchFailure(name + " did not stop within " + STOP_LIMIT.toSeconds() + " s of SIG" + signal + ".");
        }
        RUNNING.remove(this);
    }

    /** Ends it, and every process it started, with SIGKILL, and waits until they are gone. */
    public void kill() throws InterruptedException {
        List<ProcessHandle> all = everyProcess();
        all.forEach(ProcessHandle::destroyForcibly);
        if (!awaitGone(all, STOP_LIMIT)) {
            throw new BenchFailure(name + " survived SIGKILL for " + STOP_LIMIT.toSeconds() + " s.");
        }
        RUNNING.remove(this);
    }

    /** Ends it however it can be ended; to be called when its end no longer matters. */
    @Override
    public void close() {
        end();
        RUNNING.remove(this);
    }

    private void end() {
        List<ProcessHandle> all = everyProcess();
        all.forEach(ProcessHandle::destroy);
        try {
            awaitGone(all, PATIENCE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean awaitGone(List<ProcessHandle> all, Duration limit) throws InterruptedException {
        return Moment.await(() -> all.stream().noneMatch(ProcessHandle::isAlive), Duration.ofMillis(20), limit);
    }

    private void signal(String signal) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot signal " + name, e);
        }
    }

    private List<ProcessHandle> everyProcess() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size()));
        } catch (IOException e) {
            return "(its log " + log + " cannot be read: " + e.getMessage() + ")";
        }
    }
}
