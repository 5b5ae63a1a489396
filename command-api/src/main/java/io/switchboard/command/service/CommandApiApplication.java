package io.switchboard.command.service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** command-api as a process of its own; see {@code docs/operations.md} for its environment variables. */
@EnableAutoConfiguration
@Import(CommandApiConfiguration.class)
public class CommandApiApplication {

    public static void main(String[] args) {
        SpringApplication.run(CommandApiApplication.class, args);
    }
}
