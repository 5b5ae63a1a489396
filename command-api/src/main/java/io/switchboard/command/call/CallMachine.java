package io.switchboard.command.call;

import io.switchboard.command.request.EventIds;
import io.switchboard.command.request.RequestMemory;
import io.switchboard.command.shard.LogRecord;
import io.switchboard.command.shard.StateMachine;
import io.switchboard.events.Actor;
import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import io.switchboard.events.EventEnvelope;
import io.switchboard.events.RequestRef;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallFold;
import io.switchboard.events.call.Member;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.codec.HashChain;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.table.Rows;
import io.switchboard.wire.error.ApiError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state machine of a {@code call-events} partition: puts decisions into envelopes (sequence, hash chain, time,
 * provenance), and folds what the log says. All judgement is in {@link CallDecider}, all folding in {@link CallFold}.
 */
public final class CallMachine implements StateMachine<CallRequest, CallReply> {

    /** Members in answers that do not ask for a number (contract 3.4). */
    public static final int DEFAULT_MEMBERS = 25;

    private static final Map<String, String> HEADERS = Map.of("content-type", EventCodec.CONTENT_TYPE);

    private final EventCodec codec;
    private final EventIds ids;
    private final RequestMemory memory = new RequestMemory();

    public CallMachine(EventCodec codec, EventIds ids) {
        this.codec = codec;
        this.ids = ids;
    }

    @Override
    public Step<CallReply> handle(CallRequest request, Rows rows) {
        CallCommand.Context context = request.context();
        Actor actor = context.principal().actor();
        return switch (memory.recall(actor, request.request(), context.now(), rows)) {
            case CLASH -> refused(RequestMemory.CLASH);
            case REPEATED -> new Step<>(List.of(), after -> done(request, true, new CallTable(after)));
            case NEW -> decided(request, actor, new CallTable(rows));
        };
    }

    private Step<CallReply> decided(CallRequest request, Actor actor, CallTable table) {
        CallCommand.Context context = request.context();
        return switch (CallDecider.decide(request.command(), context, table)) {
            case Decision.Refused refused -> refused(refused.error());
            case Decision.CreatorNeeded creator ->
                    new Step<>(List.of(), after -> new CallReply.CreatorNeeded(creator.userId()));
            case Decision.Accepted accepted -> new Step<>(
                    envelopes(accepted.events(), context, actor, request.request().ref(), table.core(context.cid())),
                    after -> done(request, !accepted.events().isEmpty(), new CallTable(after)));
        };
    }

    @Override
    public void replay(LogRecord record, Rows rows) {
        StoredEvent stored = codec.decode(record.value());
        if (CallFold.apply(stored, new CallTable(rows))) {
            EventEnvelope envelope = stored.envelope();
            memory.note(envelope.actor(), envelope.request(), envelope.time(), rows);
        }
    }

    @Override
    public Optional<Instant> nextDue(Rows rows) {
        return Optional.empty();
    }

    @Override
    public List<CallRequest> due(Instant now, int limit, Rows rows) {
        return List.of();
    }

    private List<LogRecord> envelopes(List<CallEvent> events, CallCommand.Context context, Actor actor,
                                      RequestRef request, Optional<CallCore> core) {
        Cid cid = context.cid();
        Instant time = core.map(CallCore::updatedAt).filter(context.now()::isBefore).orElse(context.now());
        long seq = core.map(CallCore::seq).orElse(0L);
        String hash = core.map(CallCore::lastHash).orElse(HashChain.ROOT);
        List<LogRecord> records = new ArrayList<>(events.size());
        for (CallEvent event : events) {
            seq++;
            byte[] bytes = codec.encode(
                    new EventEnvelope(ids.next(time), cid, seq, time, actor, request, hash, event));
            hash = HashChain.hash(bytes);
            records.add(new LogRecord(cid.toString(), bytes, HEADERS, time));
        }
        return records;
    }

    private static Step<CallReply> refused(ApiError error) {
        return new Step<>(List.of(), after -> new CallReply.Refused(error));
    }

    /** @param happened whether this request, now or when it first came, is why the log has an event */
    private static CallReply done(CallRequest request, boolean happened, CallTable table) {
        CallCommand.Context context = request.context();
        Optional<CallCore> core = table.core(context.cid());
        if (core.isEmpty()) {
            return new CallReply.Refused(ApiError.notFound("Can't find call with id " + context.cid()));
        }
        boolean created = happened && request.command() instanceof CallCommand.GetOrCreate;
        return new CallReply.Done(created, core.get(), table.settings(context.cid()),
                members(request.command(), context.cid(), table), Access.of(context, table).capabilities());
    }

    private static List<Member> members(CallCommand command, Cid cid, CallTable table) {
        return switch (command) {
            case CallCommand.GetOrCreate create -> table.newestMembers(cid, create.membersLimit());
            case CallCommand.Get get -> table.newestMembers(cid, get.membersLimit());
            case CallCommand.Update update -> table.newestMembers(cid, DEFAULT_MEMBERS);
            case CallCommand.UpdateMembers update -> update.upserts().stream()
                    .flatMap(upsert -> table.member(cid, upsert.userId()).stream()).toList();
            case CallCommand.End end -> List.of();
        };
    }
}
