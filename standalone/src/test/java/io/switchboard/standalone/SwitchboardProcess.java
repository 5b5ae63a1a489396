package io.switchboard.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command in a process of its own, as the launcher runs it. */
final class SwitchboardProcess {

    private static final Pattern BASE_URL = Pattern.compile("Base URL\\s+(\\S+)");

    /** How a process ended and what it said. */
    record Outcome(int exitCode, String output, String errors) {
    }

    private final Process process;
    private final StringBuilder output = new StringBuilder();

    private SwitchboardProcess(Process process) {
        this.process = process;
    }

    /** Runs a command to its end. */
    static Outcome run(String... arguments) throws IOException, InterruptedException {
        Process process = launch(List.of(arguments), ProcessBuilder.Redirect.PIPE);
        String errors = new String(process.getErrorStream().readAllBytes());
        String output = new String(process.getInputStream().readAllBytes());
        return new Outcome(process.waitFor(), output, errors);
    }

    /** Starts {@code up} and returns when it says that it is ready. */
    static SwitchboardProcess up(Path data) throws IOException {
        SwitchboardProcess started = new SwitchboardProcess(launch(
                List.of("up", "--port", "0", "--kafka-port", "0", "--data", data.toString()),
                ProcessBuilder.Redirect.INHERIT));
        BufferedReader reader = started.process.inputReader();
        while (!started.output.toString().contains("Ctrl-C")) {
            String line = reader.readLine();
            if (line == null) {
                throw new IOException("the process ended before it was ready: " + started.output);
            }
            started.output.append(line).append('\n');
        }
        return started;
    }

    String output() {
        return output.toString();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        Matcher matcher = BASE_URL.matcher(output);
        if (!matcher.find()) {
            throw new IOException("no base URL in: " + output);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(matcher.group(1) + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** SIGTERM; returns the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static Process launch(List<String> arguments, ProcessBuilder.Redirect errors) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
        builder.environment().keySet().removeIf(name -> name.startsWith("SWITCHBOARD_"));
        return builder.start();
    }
}
