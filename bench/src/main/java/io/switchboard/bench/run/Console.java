package io.switchboard.bench.run;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Tells the person at the keyboard how far the run is, and keeps what must not happen and did. One thread. */
public final class Console {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintStream out;
    private final List<String> complaints = new ArrayList<>();

    public Console(PrintStream out) {
        this.out = out;
    }

    public void say(String line) {
        out.println(LocalTime.now().format(CLOCK) + "  " + line);
    }

    public void complain(String line) {
        complaints.add(line);
        say("!! " + line);
    }

    public List<String> complaints() {
        return List.copyOf(complaints);
    }
}
