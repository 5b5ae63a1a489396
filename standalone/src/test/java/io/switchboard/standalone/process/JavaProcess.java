package io.switchboard.standalone.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A main class of the test's class path, run by the test's own JDK in a process of its own. What it says is collected
 * as it says it. Safe for any thread.
 */
public final class JavaProcess implements AutoCloseable {

    private final Process process;
    private final Heard output = new Heard();
    private final Heard errors = new Heard();
    private final Thread killer;

    private JavaProcess(Process process) {
        this.process = process;
        listen(process.inputReader(), output);
        listen(process.errorReader(), errors);
        // A test that is itself killed must not leave servers behind.
        killer = Thread.ofPlatform().unstarted(process.toHandle()::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /** Text that grows until the process has nothing more to say. */
    private static final class Heard {
        private final StringBuilder text = new StringBuilder();
        private boolean ended;

        synchronized void line(String line) {
            text.append(line).append('\n');
            notifyAll();
        }

        synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized boolean await(String wanted, Duration limit) throws InterruptedException {
            long deadline = System.nanoTime() + limit.toNanos();
            while (text.indexOf(wanted) < 0 && !ended) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return text.indexOf(wanted) >= 0;
        }

        synchronized String all() throws InterruptedException {
            while (!ended) {
                wait();
            }
            return text.toString();
        }

        synchronized String soFar() {
            return text.toString();
        }
    }

    /** How a process ended, and everything it said. */
    public record Ending(int exitCode, String output, String errors) {
    }

    /** @param environment besides what this process has, of whose variables none of Switchboard's is passed on */
    public static JavaProcess start(Class<?> main, List<String> arguments, Map<String, String> environment)
            throws IOException {
        return start(System.getProperty("java.class.path"), main, arguments, environment);
    }

    /** The same for a main class of another module, without what belongs to this module alone, such as its logging. */
    public static JavaProcess startApart(Class<?> main, Map<String, String> environment) throws IOException {
        Path own = Path.of("target").toAbsolutePath();
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).startsWith(own)).collect(Collectors.joining(File.pathSeparator));
        return start(classPath, main, List.of(), environment);
    }

    private static JavaProcess start(String classPath, Class<?> main, List<String> arguments,
                                     Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC",
                // Processes that live for seconds only lose by compiling well.
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-cp", classPath, main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("SWITCHBOARD_"));
        builder.environment().putAll(environment);
        return new JavaProcess(builder.start());
    }

    /** Waits until it has said this on standard output; false when it ended, or the time did, before. */
    public boolean says(String text, Duration limit) throws InterruptedException {
        return output.await(text, limit);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String outputSoFar() {
        return output.soFar();
    }

    public String errorsSoFar() {
        return errors.soFar();
    }

    /** Waits for its end; when that does not come in time it is killed and this fails. */
    public Ending awaitEnd(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit)) {
            close();
            throw new AssertionError("the process did not end within " + limit + ": " + errors.all());
        }
        forget();
        return new Ending(process.exitValue(), output.all(), errors.all());
    }

    /** SIGTERM. */
    public void terminate() {
        // Through its handle: the process object would close what the process has still to say.
        process.toHandle().destroy();
    }

    /** Sends the signal of this name. */
    public void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
        if (status != 0) {
            throw new IOException("kill -" + name + " ended with " + status);
        }
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
        forget();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException goingDown) {
            // The hook is running or has run, which is all it is for.
            return;
        }
    }

    private static void listen(BufferedReader reader, Heard heard) {
        Thread.ofVirtual().start(() -> {
            try (reader) {
                reader.lines().forEach(heard::line);
            } catch (IOException | UncheckedIOException gone) {
                heard.line("(the rest of what it said was lost: " + gone.getMessage() + ")");
            } finally {
                heard.end();
            }
        });
    }
}
