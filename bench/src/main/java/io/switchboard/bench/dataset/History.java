package io.switchboard.bench.dataset;

import io.switchboard.command.service.UuidV7Ids;
import io.switchboard.events.Actor;
import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import io.switchboard.events.EventEnvelope;
import io.switchboard.events.RequestRef;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.Call;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.codec.HashChain;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Writes a call's events one after the other, numbered and chained as the command side does, and folds each. Not
 * thread-safe.
 */
final class History {

    private final Cid cid;
    private final EventCodec codec;
    private final UuidV7Ids ids;
    private final List<GeneratedCall.Stored> events = new ArrayList<>();
    private Optional<Call> state = Optional.empty();

    History(Cid cid, EventCodec codec, RandomGenerator random) {
        this.cid = cid;
        this.codec = codec;
        this.ids = new UuidV7Ids(random);
    }

    /** @throws io.switchboard.events.call.BrokenHistoryException when this cannot have happened next */
    void append(CallEvent event, Instant time) {
        long seq = state.map(call -> call.core().seq()).orElse(0L) + 1;
        String previous = state.map(call -> call.core().lastHash()).orElse(HashChain.ROOT);
        String id = ids.next(time);
        EventEnvelope envelope = new EventEnvelope(id, cid, seq, time, new Actor.Server(),
                new RequestRef("request-" + id, HashChain.hash(id.getBytes(StandardCharsets.UTF_8))), previous, event);
        byte[] bytes = codec.encode(envelope);
        state = Optional.of(Call.apply(state, new StoredEvent(envelope, HashChain.hash(bytes))));
        events.add(new GeneratedCall.Stored(time, bytes));
    }

    Call state() {
        return state.orElseThrow();
    }

    GeneratedCall finished() {
        return new GeneratedCall(cid, List.copyOf(events), state());
    }
}
