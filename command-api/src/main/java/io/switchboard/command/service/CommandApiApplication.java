package io.switchboard.command.service;

import io.switchboard.wire.service.ServiceProcess;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * command-api as a process of its own, on port 8080 unless {@code SWITCHBOARD_PORT} says otherwise; see
 * {@code docs/operations.md} for its environment variables.
 */
@EnableAutoConfiguration
@Import(CommandApiConfiguration.class)
public class CommandApiApplication {

    private static final int PORT = 8080;

    public static void main(String[] args) {
        ServiceProcess.run("command-api", CommandApiApplication.class, PORT, Map.of());
    }
}
