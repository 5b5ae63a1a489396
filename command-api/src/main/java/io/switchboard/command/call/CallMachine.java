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
import io.switchboard.events.call.CallDetails;
import io.switchboard.events.call.CallFold;
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
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The state machine of a {@code call-events} partition: puts decisions into envelopes (sequence, hash chain, time,
 * provenance), and folds what the log says. All judgement is in {@link CallDecider}, all folding in {@link CallFold},
 * all that falls due in {@link CallSchedule}.
 */
public final class CallMachine implements StateMachine<CallRequest, CallReply> {

    private static final Map<String, String> HEADERS = Map.of("content-type", EventCodec.CONTENT_TYPE);

    private final EventCodec codec;
    private final EventIds ids;
    private final RequestMemory memory = new RequestMemory();
    private final CallSchedule schedule = new CallSchedule();

    public CallMachine(EventCodec codec, EventIds ids) {
        this.codec = codec;
        this.ids = ids;
    }

    @Override
    public Step<CallReply> handle(CallRequest request, Rows rows) {
        Actor actor = request.context().principal().actor();
        return switch (memory.recall(actor, request.request(), request.context().now(), rows)) {
            case CLASH -> refused(RequestMemory.CLASH);
            case REPEATED -> repeated(request, false);
            case REPEATED_CREATION -> repeated(request, true);
            case NEW -> decided(request, actor, new CallTable(rows));
        };
    }

    private static Step<CallReply> repeated(CallRequest request, boolean created) {
        return new Step<>(List.of(), rows -> {
            CallTable table = new CallTable(rows);
            Optional<CallCore> core = table.core(request.context().cid());
            if (request.command() instanceof CallCommand.Delete && core.filter(c -> c.deletedAt().isPresent()).isPresent()) {
                return CallAnswers.deleted(new CallDetails(core.get(), JsonNodeFactory.instance.objectNode(), List.of(),
                        List.of(), List.of()));
            }
            return CallAnswers.of(request, created, List.of(), table);
        });
    }

    private Step<CallReply> decided(CallRequest request, Actor actor, CallTable table) {
        CallCommand.Context context = request.context();
        return switch (CallDecider.decide(request.command(), context, table)) {
            case Decision.Refused refused -> refused(refused.error());
            case Decision.CreatorNeeded creator ->
                    new Step<>(List.of(), after -> new CallReply.CreatorNeeded(creator.userId()));
            case Decision.Accepted accepted -> {
                schedule.decided(request, accepted.events(), table);
                yield new Step<>(envelopes(accepted.events(), context, actor, request.request().ref(),
                        table.core(context.cid())), reply(request, accepted.events(), table));
            }
        };
    }

    private static Function<Rows, CallReply> reply(CallRequest request, List<CallEvent> events,
                                                                      CallTable before) {
        if (request.command() instanceof CallCommand.Delete) {
            CallReply gone = CallAnswers.deleted(before.details(request.context().cid()).orElseThrow());
            return after -> gone;
        }
        boolean created = !events.isEmpty() && events.getFirst() instanceof CallEvent.CallCreated;
        return after -> CallAnswers.of(request, created, events, new CallTable(after));
    }

    @Override
    public void replay(LogRecord record, Rows rows) {
        StoredEvent stored = codec.decode(record.value());
        CallTable table = new CallTable(rows);
        if (CallFold.apply(stored, table)) {
            EventEnvelope envelope = stored.envelope();
            memory.note(envelope.actor(), envelope.request(), envelope.event() instanceof CallEvent.CallCreated,
                    envelope.time(), rows);
            schedule.happened(envelope, table, rows);
        }
    }

    @Override
    public void serving(Instant now, Rows rows) {
        schedule.restart(now, rows);
    }

    @Override
    public Optional<Instant> nextDue(Rows rows) {
        return schedule.nextDue(rows);
    }

    @Override
    public List<CallRequest> due(Instant now, int limit, Rows rows) {
        return schedule.due(now, limit, rows);
    }

    private List<LogRecord> envelopes(List<CallEvent> events, CallCommand.Context context, Actor actor,
                                      RequestRef request, Optional<CallCore> core) {
        Cid cid = context.cid();
        Instant time = core.map(CallCore::lastAt).filter(context.now()::isBefore).orElse(context.now());
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
}
