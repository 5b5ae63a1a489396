package io.switchboard.command.shard;

import io.switchboard.command.timer.TimerTable;
import io.switchboard.command.timer.TimerTable.Timer;
import io.switchboard.events.table.Rows;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small domain that needs everything a shard promises: entries per page, numbered densely; each request remembered;
 * reminders that write an entry when they are due.
 */
final class Ledger implements StateMachine<Ledger.Command, Ledger.Reply> {

    static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    sealed interface Command {
        String page();
    }

    /** Adds an entry, once per request. */
    record Add(String page, String request) implements Command { }

    /** Arms or moves the page's reminder, as an entry. */
    record Remind(String page, String request, Instant due) implements Command { }

    /** The page's reminder is due. */
    record Ring(String page, Instant due) implements Command { }

    /** Reads; writes nothing. */
    record Look(String page) implements Command { }

    /** A defect: deciding it throws. */
    record Stumble(String page) implements Command { }

    /** A defect: of the two records it decides, the second cannot be replayed. */
    record Garble(String page, String request) implements Command { }

    /** The number of the entry made, or of the last one for a {@link Look}. */
    record Reply(String page, long number) { }

    @Override
    public Step<Reply> handle(Command command, Rows rows) {
        long last = last(rows, command.page());
        return switch (command) {
            case Add add -> once(rows, add.page(), add.request(), last, "add");
            case Remind remind -> once(rows, remind.page(), remind.request(), last, "remind " + remind.due());
            case Ring ring -> new TimerTable(rows).dueOf(text(ring.page())).filter(ring.due()::equals).isPresent()
                    ? entry(ring.page(), "ring-" + ring.page() + "-" + ring.due(), last, "ring")
                    : new Step<>(List.of(), state -> new Reply(ring.page(), last));
            case Look look -> new Step<>(List.of(), state -> new Reply(look.page(), last));
            case Stumble stumble -> throw new IllegalArgumentException("stumbled over " + stumble.page());
            case Garble garble -> new Step<>(List.of(record(garble.page(), garble.request(), last + 1, "add"),
                    record(garble.page(), garble.request(), last + 5, "add")), state -> new Reply(garble.page(), last));
        };
    }

    private static Step<Reply> once(Rows rows, String page, String request, long last, String what) {
        Optional<Long> before = rows.get(key('r', request)).map(Ledger::number);
        return before.map(number -> new Step<>(List.<LogRecord>of(), state -> new Reply(page, number)))
                .orElseGet(() -> entry(page, request, last, what));
    }

    private static Step<Reply> entry(String page, String request, long last, String what) {
        return new Step<>(List.of(record(page, request, last + 1, what)), state -> new Reply(page, last(state, page)));
    }

    static LogRecord record(String page, String request, long number, String what) {
        return new LogRecord(page, text(number + "|" + request + "|" + what), Map.of("kind", "entry"), EPOCH);
    }

    @Override
    public void replay(LogRecord record, Rows rows) {
        String[] line = new String(record.value(), StandardCharsets.UTF_8).split("\\|");
        long number = Long.parseLong(line[0]);
        long last = last(rows, record.key());
        if (number <= last) {
            return;
        }
        if (number != last + 1) {
            throw new IllegalStateException("entry " + number + " of " + record.key() + " does not follow " + last);
        }
        rows.put(key('p', record.key()), text(line[0]));
        rows.put(key('r', line[1]), text(line[0]));
        TimerTable timers = new TimerTable(rows);
        if (line[2].startsWith("remind ")) {
            timers.arm(text(record.key()), Instant.parse(line[2].substring(7)), new byte[0]);
        } else if (line[2].equals("ring")) {
            timers.disarm(text(record.key()));
        }
    }

    @Override
    public Optional<Instant> nextDue(Rows rows) {
        return new TimerTable(rows).nextDue();
    }

    @Override
    public List<Command> due(Instant now, int limit, Rows rows) {
        return new TimerTable(rows).due(now, limit).stream().map(Ledger::ring).toList();
    }

    private static Command ring(Timer timer) {
        return new Ring(new String(timer.owner(), StandardCharsets.UTF_8), timer.due());
    }

    /** The number of a page's last entry. */
    static long last(Rows rows, String page) {
        return rows.get(key('p', page)).map(Ledger::number).orElse(0L);
    }

    /** The number of an entry. */
    static long number(LogRecord record) {
        return Long.parseLong(new String(record.value(), StandardCharsets.UTF_8).split("\\|")[0]);
    }

    /** Whether an entry is the ringing of the reminder that is armed in these rows. */
    static boolean rings(LogRecord record, Rows rows) {
        return new TimerTable(rows).dueOf(text(record.key()))
                .filter(due -> request(record).equals("ring-" + record.key() + "-" + due)).isPresent();
    }

    /** The request that made an entry. */
    static String request(LogRecord record) {
        return new String(record.value(), StandardCharsets.UTF_8).split("\\|")[1];
    }

    private static long number(byte[] value) {
        return Long.parseLong(new String(value, StandardCharsets.UTF_8));
    }

    private static byte[] key(char table, String name) {
        return text(table + name);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
