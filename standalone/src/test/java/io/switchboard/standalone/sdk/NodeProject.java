package io.switchboard.standalone.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Node tests as a project on disk: copied to a working folder, installed from its lock file, run with Node's own
 * test runner. Everything a child process prints appears in the output of the build.
 */
final class NodeProject {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern DECLARED_TEST = Pattern.compile("^test\\(", Pattern.MULTILINE);

    private final Path folder;

    private NodeProject(Path folder) {
        this.folder = folder;
    }

    /** Copies the sources, so that installing packages leaves the source tree clean. Tests of an earlier copy go away. */
    static NodeProject copy(Path sources, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path old : files(folder)) {
            Files.delete(old);
        }
        for (Path file : files(sources)) {
            Files.copy(file, folder.resolve(file.getFileName()));
        }
        return new NodeProject(folder);
    }

    void install() throws IOException, InterruptedException {
        run(Map.of(), List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"));
    }

    /**
     * Runs all tests against this server.
     *
     * @return what the runner counted
     * @throws AssertionError when the runner ends with an error
     */
    Counts test(RunningSwitchboard switchboard) throws IOException, InterruptedException {
        Path results = folder.resolve("results.tap");
        Files.deleteIfExists(results);
        run(Map.of("SWITCHBOARD_URL", switchboard.baseUrl(), "SWITCHBOARD_KEY", switchboard.apiKey(),
                        "SWITCHBOARD_SECRET", switchboard.apiSecret()),
                List.of("node", "--test", "--test-concurrency=1",
                        "--test-reporter=spec", "--test-reporter-destination=stdout",
                        "--test-reporter=tap", "--test-reporter-destination=" + results.getFileName()));
        String tap = Files.readString(results);
        return new Counts(count("tests", tap), count("pass", tap));
    }

    /** How many tests the sources hold: every one starts a line with {@code test(}. */
    long declaredTests() throws IOException {
        long declared = 0;
        for (Path file : files(folder)) {
            if (file.toString().endsWith(".test.mjs")) {
                declared += DECLARED_TEST.matcher(Files.readString(file)).results().count();
            }
        }
        return declared;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile).toList();
        }
    }

    private void run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = start(builder);
        // Line by line through System.out: the build tool owns the native stream of this JVM.
        Thread output = Thread.ofVirtual().start(() -> process.inputReader(UTF_8).lines().forEach(System.out::println));
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("'" + String.join(" ", command) + "' did not end within " + PATIENCE);
            }
        } finally {
            process.destroyForcibly();
            output.join();
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("'" + String.join(" ", command) + "' ended with exit code " + process.exitValue()
                    + "; its output is above");
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError("The tests of the Node SDK need '" + builder.command().getFirst()
                    + "' on the PATH: install Node.js 20 or newer, which brings npm", e);
        }
    }

    private static long count(String what, String tap) {
        Matcher summary = Pattern.compile("^# " + what + " (\\d+)$", Pattern.MULTILINE).matcher(tap);
        if (!summary.find()) {
            throw new AssertionError("Node's test runner wrote no count of " + what + ":\n" + tap);
        }
        return Long.parseLong(summary.group(1));
    }

    /** What Node's test runner reports at its end. */
    record Counts(long tests, long passed) {
    }
}
