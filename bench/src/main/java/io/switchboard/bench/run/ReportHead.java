package io.switchboard.bench.run;

import io.switchboard.bench.machine.Machine;
import java.util.Map;
import java.util.stream.Collectors;

/** The first lines of a report: what was run, when, and on what. Markdown. */
public final class ReportHead {

    private ReportHead() {
    }

    /** @param postgres the settings of the database; empty when there was none */
    public static String of(String command, String at, boolean quick, Machine machine, Map<String, String> postgres) {
        String head = "\n`" + command + "`, " + at + (quick ? " — a quick check, its numbers mean nothing" : "")
                + "\n\n" + machine.line() + "\n";
        return postgres.isEmpty() ? head : head + "\nPostgreSQL: " + postgres.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", ")) + ".\n";
    }
}
