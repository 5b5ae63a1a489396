package io.switchboard.standalone;

import io.switchboard.standalone.Command.Help;
import io.switchboard.standalone.Command.Key;
import io.switchboard.standalone.Command.Token;
import io.switchboard.standalone.Command.Topic;
import io.switchboard.standalone.Command.Up;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns arguments into a {@link Command}. Options may be written {@code --name value} or {@code --name=value}. */
final class CommandLine {

    private static final int MAX_PORT = 65_535;

    private final String command;
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> flags = new HashSet<>();

    private CommandLine(String command) {
        this.command = command;
    }

    /** @throws Refusal with the misuse named, when the arguments make no command */
    static Command parse(List<String> arguments) {
        if (arguments.isEmpty()) {
            return new Help(Topic.ALL);
        }
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (arguments.getFirst()) {
            case "help", "--help", "-h" -> new Help(Topic.ALL);
            case "up" -> asksForHelp(rest) ? new Help(Topic.UP) : up(rest);
            case "token" -> asksForHelp(rest) ? new Help(Topic.TOKEN) : token(rest);
            case "key" -> asksForHelp(rest) ? new Help(Topic.KEY) : key(rest);
            default -> throw Refusal.misuse(
                    "There is no command '" + arguments.getFirst() + "'; see ./switchboard --help.");
        };
    }

    private static Up up(List<String> arguments) {
        CommandLine line = new CommandLine("up");
        line.read(arguments, Set.of("--host", "--port", "--kafka-port", "--data"), Set.of());
        return new Up(new StandaloneOptions(
                line.value("--host").orElse(StandaloneOptions.DEFAULT_HOST),
                line.port("--port", StandaloneOptions.DEFAULT_PORT),
                line.port("--kafka-port", StandaloneOptions.DEFAULT_KAFKA_PORT),
                line.data()));
    }

    private static Token token(List<String> arguments) {
        CommandLine line = new CommandLine("token");
        line.read(arguments, Set.of("--user", "--data"), Set.of("--server"));
        Optional<String> user = line.value("--user");
        if (user.isPresent() == line.flags.contains("--server")) {
            throw Refusal.misuse("Say who the token is for: either --user ID or --server.");
        }
        return new Token(user, line.data());
    }

    private static Key key(List<String> arguments) {
        CommandLine line = new CommandLine("key");
        line.read(arguments, Set.of("--data"), Set.of());
        return new Key(line.data());
    }

    private static boolean asksForHelp(List<String> arguments) {
        return arguments.contains("--help") || arguments.contains("-h");
    }

    private void read(List<String> arguments, Set<String> valueNames, Set<String> flagNames) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (valueNames.contains(name)) {
                put(name, equals < 0 ? next(name, rest) : argument.substring(equals + 1));
            } else if (flagNames.contains(argument)) {
                flags.add(argument);
            } else {
                throw Refusal.misuse("'" + command + "' does not know '" + argument + "'; see ./switchboard "
                        + command + " --help.");
            }
        }
    }

    private static String next(String name, Deque<String> rest) {
        if (rest.isEmpty() || rest.peek().startsWith("--")) {
            throw Refusal.misuse(name + " needs a value.");
        }
        return rest.pop();
    }

    private void put(String name, String value) {
        if (value.isBlank()) {
            throw Refusal.misuse(name + " needs a value.");
        }
        if (values.putIfAbsent(name, value) != null) {
            throw Refusal.misuse(name + " is given twice.");
        }
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private int port(String name, int otherwise) {
        Optional<String> text = value(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().matches("\\d{1,5}") || Integer.parseInt(text.get()) > MAX_PORT) {
            throw Refusal.misuse(name + " must be a number from 0 to " + MAX_PORT + ", not '" + text.get() + "'.");
        }
        return Integer.parseInt(text.get());
    }

    private Path data() {
        String text = value("--data").orElse(StandaloneOptions.DEFAULT_DATA.toString());
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw Refusal.misuse("--data '" + text + "' is no path: " + e.getReason() + ".");
        }
    }
}
