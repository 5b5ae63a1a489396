package io.switchboard.command.call;

import io.switchboard.command.request.RequestId;
import io.switchboard.command.timer.TimerTable;
import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import io.switchboard.events.EventEnvelope;
import io.switchboard.events.RequestRef;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Participant;
import io.switchboard.events.table.CallKeys;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.table.Rows;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What falls due in the calls of a partition: timers, which are rows and follow from each call's core, and leases of
 * participants, which are in memory. Either comes back as a command and is decided against the call as it then is.
 *
 * <p>Beside the timers it keeps a row {@code 'l' cid} for every call that people are in, so that whoever becomes the
 * owner finds them without looking at all calls. The thread of one shard.
 */
final class CallSchedule {

    private static final byte LIVE = 'l';
    private static final byte[] NOTHING = {};
    private static final int DEFAULT_INACTIVITY = 30;
    private static final CallCommand.FreshIds NO_IDS = new CallCommand.FreshIds("", "");

    private final Leases leases = new Leases();

    /** A command was accepted; those that are not history have their effect here. */
    void decided(CallRequest request, List<CallEvent> events, CallTable table) {
        CallCommand.Context context = request.context();
        switch (request.command()) {
            case CallCommand.Heartbeat beat -> context.principal().userId().ifPresent(userId ->
                    table.participantsOf(context.cid(), userId).stream()
                            .filter(device -> beat.userSessionId().map(device.userSessionId()::equals).orElse(true))
                            .forEach(device -> leases.renew(holder(context.cid(), device), context.now())));
            case CallCommand.LeaseOver lease when events.isEmpty() ->
                    leases.revoke(context.cid(), lease.userSessionId());
            default -> { }
        }
    }

    /** An event was folded into the table. */
    void happened(EventEnvelope envelope, CallTable table, Rows rows) {
        Cid cid = envelope.cid();
        switch (envelope.event()) {
            case CallEvent.ParticipantJoined joined -> leases.grant(
                    new Leases.Holder(cid, joined.userId(), joined.userSessionId()), inactivity(table, cid),
                    envelope.time());
            case CallEvent.ParticipantLeft left -> leases.revoke(cid, left.userSessionId());
            case CallEvent.SessionStarted started -> {
                rows.put(live(cid), NOTHING);
                arm(table, cid, rows);
            }
            case CallEvent.SessionEnded ended -> {
                rows.delete(live(cid));
                leases.revokeAll(cid);
                arm(table, cid, rows);
            }
            case CallEvent.CallUpdated updated -> arm(table, cid, rows);
            case CallEvent.CallRung rung -> arm(table, cid, rows);
            case CallEvent.CallAccepted accepted -> arm(table, cid, rows);
            case CallEvent.CallRejected rejected -> arm(table, cid, rows);
            case CallEvent.CallMissed missed -> arm(table, cid, rows);
            case CallEvent.CallDeleted deleted -> arm(table, cid, rows);
            default -> { }
        }
    }

    /** Everyone who is in gets a whole new lease. */
    void restart(Instant now, Rows rows) {
        leases.clear();
        CallTable table = new CallTable(rows);
        List<Cid> live = new ArrayList<>();
        byte[] from = {LIVE};
        rows.scan(from, CallKeys.after(from), (key, value) -> {
            live.add(Cid.parse(new String(key, 1, key.length - 1, StandardCharsets.UTF_8)));
            return true;
        });
        for (Cid cid : live) {
            Duration length = inactivity(table, cid);
            table.participants(cid, Integer.MAX_VALUE)
                    .forEach(device -> leases.grant(holder(cid, device), length, now));
        }
    }

    Optional<Instant> nextDue(Rows rows) {
        return Stream.concat(new TimerTable(rows).nextDue().stream(), leases.nextEnd().stream())
                .min(Instant::compareTo);
    }

    List<CallRequest> due(Instant now, int limit, Rows rows) {
        List<CallRequest> due = new ArrayList<>();
        for (TimerTable.Timer timer : new TimerTable(rows).due(now, limit)) {
            CallTimer kind = CallTimer.of((char) timer.owner()[0]);
            Cid cid = Cid.parse(new String(timer.owner(), 1, timer.owner().length - 1, StandardCharsets.UTF_8));
            due.add(request(cid, new CallCommand.Due(kind), kind + "@" + timer.due(), now));
        }
        for (Leases.Holder holder : leases.over(now, limit - due.size())) {
            due.add(request(holder.cid(), new CallCommand.LeaseOver(holder.userId(), holder.userSessionId()),
                    "lease:" + holder.userSessionId() + "@" + now, now));
        }
        return due;
    }

    /** In microseconds, as requests come: what a client reads back it can also filter by. */
    private static CallRequest request(Cid cid, CallCommand command, String id, Instant now) {
        return new CallRequest(command, new CallCommand.Context(cid, new Principal.Timer(),
                now.truncatedTo(ChronoUnit.MICROS), Optional.empty(),
                AppRules.defaults(), user -> Optional.empty(), Optional.empty(), NO_IDS),
                new RequestId(new RequestRef(cid + " " + id, ""), false));
    }

    /** Timers stand as the call's core says, whatever they were before. */
    private static void arm(CallTable table, Cid cid, Rows rows) {
        CallCore core = table.core(cid).orElseThrow();
        TimerTable timers = new TimerTable(rows);
        for (CallTimer timer : CallTimer.values()) {
            byte[] owner = owner(timer, cid);
            Optional<Instant> due = timer.due(core);
            Optional<Instant> armed = timers.dueOf(owner);
            if (due.isPresent() && !due.equals(armed)) {
                timers.arm(owner, due.get(), NOTHING);
            } else if (due.isEmpty() && armed.isPresent()) {
                timers.disarm(owner);
            }
        }
    }

    private static Duration inactivity(CallTable table, Cid cid) {
        return Duration.ofSeconds(table.settings(cid).path("session").path("inactivity_timeout_seconds")
                .asInt(DEFAULT_INACTIVITY));
    }

    private static Leases.Holder holder(Cid cid, Participant device) {
        return new Leases.Holder(cid, device.userId(), device.userSessionId());
    }

    private static byte[] live(Cid cid) {
        byte[] name = cid.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + name.length).put(LIVE).put(name).array();
    }

    private static byte[] owner(CallTimer timer, Cid cid) {
        byte[] name = cid.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + name.length).put((byte) timer.code()).put(name).array();
    }
}
