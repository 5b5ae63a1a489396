package io.switchboard.events.catalogue;

import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.Topics;
import io.switchboard.events.call.BrokenHistoryException;
import io.switchboard.events.call.Call;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.codec.HashChain;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The code that docs/events.md shows, so that it compiles and runs. */
final class ConsumerExample {

    private ConsumerExample() {
    }

    // tag::follow[]
    static void follow(Consumer<String, byte[]> consumer, PrintStream out) {
        EventCodec codec = EventCodec.standard();
        Map<Cid, Call> calls = new HashMap<>();
        consumer.subscribe(List.of(Topics.CALL_EVENTS));
        while (true) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                StoredEvent stored = codec.decode(record.value());
                Call call = calls.compute(stored.envelope().cid(),
                        (cid, before) -> Call.apply(Optional.ofNullable(before), stored));
                if (stored.envelope().event() instanceof CallEvent.CallEnded ended) {
                    out.println(record.key() + " ended (" + ended.reason() + "), members: " + call.core().members());
                }
            }
        }
    }
    // end::follow[]

    // tag::verify[]
    static void verify(Iterable<byte[]> historyOfOneCall) {
        EventCodec codec = EventCodec.standard();
        long seq = 0;
        String last = HashChain.ROOT;
        for (byte[] value : historyOfOneCall) {
            StoredEvent event = codec.decode(value);
            if (event.envelope().seq() != ++seq || !event.envelope().prevHash().equals(last)) {
                throw new BrokenHistoryException("event " + seq + " is missing, doubled or altered");
            }
            last = event.hash();
        }
    }
    // end::verify[]
}
