package io.switchboard.standalone;

import io.switchboard.standalone.Command.Help;
import io.switchboard.standalone.Command.Key;
import io.switchboard.standalone.Command.Token;
import io.switchboard.standalone.Command.Up;
import io.switchboard.wire.auth.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code switchboard} command: one clear sentence and a non-zero exit code for everything that cannot be done. */
public final class Main {

    private final Map<String, String> environment;
    private final Clock clock;
    private final PrintStream out;

    Main(Map<String, String> environment, Clock clock, PrintStream out) {
        this.environment = environment;
        this.clock = clock;
        this.out = out;
    }

    public static void main(String[] arguments) {
        try {
            new Main(System.getenv(), Clock.systemUTC(), System.out).run(CommandLine.parse(List.of(arguments)));
        } catch (Refusal refusal) {
            System.err.println(refusal.getMessage());
            System.exit(refusal.exitCode());
        }
    }

    /** Carries the command out; {@code up} returns when ready and leaves the process running. */
    void run(Command command) {
        switch (command) {
            case Help(Command.Topic topic) -> out.print(text(topic.resource));
            case Token token -> out.println(sign(token));
            case Key(Path data) -> out.println(new SecretFile(data, environment).readKey());
            case Up(StandaloneOptions options) -> up(options);
        }
    }

    private void up(StandaloneOptions options) {
        Standalone standalone = Standalone.start(options, environment);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(standalone::close));
        out.print(Greeting.of(standalone, options, clock.instant()));
        out.flush();
    }

    private String sign(Token token) {
        String secret = new SecretFile(token.data(), environment).readSecret();
        return token.user()
                .map(user -> Tokens.signUser(secret, user, clock.instant(), Optional.empty()))
                .orElseGet(() -> Tokens.signServer(secret, clock.instant()));
    }

    private static String text(String resource) {
        try (InputStream stream = Main.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
