package io.switchboard.command.shard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a serving shard must look at its timers next. The shard's thread only. */
final class TimerSchedule<C> {

    private static final Logger LOG = LoggerFactory.getLogger(TimerSchedule.class);
    private static final Duration STUCK_PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final StateMachine<C, ?> machine;
    private final ShardStore store;
    private Optional<Instant> nextDue = Optional.empty();
    private Instant notBefore = Instant.MIN;

    TimerSchedule(String name, StateMachine<C, ?> machine, ShardStore store) {
        this.name = name;
        this.machine = machine;
        this.store = store;
    }

    /** To be called whenever the rows may have changed. */
    void refresh() {
        nextDue = machine.nextDue(store.committed());
    }

    List<C> due(Instant now, int limit) {
        if (nextDue.isEmpty() || nextDue.get().isAfter(now) || notBefore.isAfter(now)) {
            return List.of();
        }
        List<C> timers = machine.due(now, limit, store.committed());
        if (timers.isEmpty()) {
            decidedNothing(now, 0);
        }
        return timers;
    }

    /**
     * Deciding due timers wrote nothing. They may have moved otherwise; those that are still due would be due again at
     * once, for ever, and get a pause instead.
     */
    void decidedNothing(Instant now, int timers) {
        refresh();
        if (nextDue.isEmpty() || nextDue.get().isAfter(now)) {
            return;
        }
        notBefore = now.plus(STUCK_PAUSE);
        LOG.error("{}: {} timers are due, but deciding them disarms none; next try in {}", name, timers, STUCK_PAUSE);
    }

    /** The time from {@code now} to the next timer, none if no timer is armed. */
    Optional<Duration> left(Instant now) {
        return nextDue.map(due -> due.isAfter(notBefore) ? due : notBefore).map(due -> Duration.between(now, due));
    }
}
