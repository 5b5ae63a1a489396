package io.switchboard.command.call;

import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallDetails;
import io.switchboard.events.call.CallSession;
import io.switchboard.events.call.Member;
import io.switchboard.events.call.Participant;
import io.switchboard.events.call.Ring;
import io.switchboard.events.table.CallTable;
import java.util.List;
import java.util.Optional;

/** What each command is answered, read from the rows after it. */
final class CallAnswers {

    /** Members in answers that do not ask for a number (contract 3.4). */
    static final int DEFAULT_MEMBERS = 25;

    private CallAnswers() {
    }

    /**
     * @param created whether this request, now or when it first came, created the call
     * @param events  what it just did; empty for a retry
     */
    static CallReply of(CallRequest request, boolean created, List<CallEvent> events, CallTable table) {
        CallCommand.Context context = request.context();
        Optional<CallDetails> call = table.details(context.cid());
        if (call.isEmpty()) {
            return new CallReply.Refused(CallDecider.notFound(context));
        }
        return new CallReply.Done(created, call.get(), members(request.command(), call.get().core(), table),
                Access.of(context, Optional.of(call.get().core()), table, Optional.empty()).capabilities(),
                shown(request.command(), context, events, table));
    }

    /** Of a deleted call only its last row is left, so this is what it was just before. */
    static CallReply deleted(CallDetails before) {
        return new CallReply.Done(false, before, List.of(), List.of(), CallReply.Shown.NOTHING);
    }

    private static List<Member> members(CallCommand command, CallCore core, CallTable table) {
        return switch (command) {
            case CallCommand.GetOrCreate create -> table.newestMembers(core, create.membersLimit());
            case CallCommand.Join join -> table.newestMembers(core, join.membersLimit());
            case CallCommand.Get get -> table.newestMembers(core, get.membersLimit());
            case CallCommand.UpdateMembers update -> update.upserts().stream()
                    .flatMap(upsert -> table.member(core.cid(), upsert.userId()).stream()).toList();
            case CallCommand.Update update -> table.newestMembers(core, DEFAULT_MEMBERS);
            case CallCommand.Participants look -> table.newestMembers(core, DEFAULT_MEMBERS);
            default -> List.of();
        };
    }

    private static CallReply.Shown shown(CallCommand command, CallCommand.Context context, List<CallEvent> events,
                                         CallTable table) {
        Cid cid = context.cid();
        return switch (command) {
            case CallCommand.Join join -> new CallReply.Shown(
                    context.principal().userId().flatMap(userId -> table.member(cid, userId)),
                    Optional.of(context.ids().userSession()), List.of(), List.of(), Optional.empty());
            case CallCommand.Ring ring -> new CallReply.Shown(Optional.empty(), Optional.empty(),
                    rung(ring, events, table, cid), List.of(), Optional.empty());
            case CallCommand.Participants look -> new CallReply.Shown(Optional.empty(), Optional.empty(), List.of(),
                    participants(look, table, cid), Optional.empty());
            case CallCommand.Report report -> new CallReply.Shown(Optional.empty(), Optional.empty(), List.of(),
                    List.of(), session(report, table, cid));
            default -> CallReply.Shown.NOTHING;
        };
    }

    /** A retry, which does nothing itself, tells who of those it asked for is being rung. */
    private static List<String> rung(CallCommand.Ring ring, List<CallEvent> events, CallTable table, Cid cid) {
        return events.stream().filter(CallEvent.CallRung.class::isInstance).map(CallEvent.CallRung.class::cast)
                .map(CallEvent.CallRung::members).findFirst()
                .orElseGet(() -> table.rings(cid).stream().map(Ring::userId)
                        .filter(id -> ring.members().isEmpty() || ring.members().contains(id)).toList());
    }

    private static List<Participant> participants(CallCommand.Participants look, CallTable table, Cid cid) {
        if (!table.core(cid).orElseThrow().ongoing()) {
            return List.of();
        }
        return look.users().map(users -> users.stream().flatMap(id -> table.participantsOf(cid, id).stream())
                .limit(look.limit()).toList()).orElseGet(() -> table.participants(cid, look.limit()));
    }

    private static Optional<CallSession> session(CallCommand.Report report, CallTable table, Cid cid) {
        Optional<CallSession> last = table.core(cid).orElseThrow().session();
        return report.sessionId().isEmpty() ? last
                : last.filter(session -> session.id().equals(report.sessionId().get()))
                        .or(() -> table.pastSession(cid, report.sessionId().get()));
    }
}
