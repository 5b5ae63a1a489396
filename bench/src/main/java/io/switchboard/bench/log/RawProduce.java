package io.switchboard.bench.log;

import io.switchboard.bench.load.Operation;
import io.switchboard.bench.load.Outcome;
import io.switchboard.bench.load.Workload;
import io.switchboard.events.codec.EventCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The floor under any design on this broker: events that Switchboard wrote, sent again to a topic beside, with
 * {@code acks=all}, idempotent, linger 0, batches and compression as Switchboard's own writer has them. Callers share
 * one producer and each waits for its own record. No transaction, no decision, no state, no HTTP. Thread-safe.
 */
public final class RawProduce implements Workload, AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final List<EventLog.Stored> events;

    /** @param events at least one; each is sent many times */
    public RawProduce(String bootstrap, String topic, List<EventLog.Stored> events) {
        this.topic = topic;
        this.events = List.copyOf(events);
        this.producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                ProducerConfig.LINGER_MS_CONFIG, 0,
                ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024,
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Operation caller(int index, int of) {
        return new Operation() {
            private int next = ThreadLocalRandom.current().nextInt(events.size());

            @Override
            public Outcome perform() throws IOException {
                EventLog.Stored event = events.get(next);
                next = (next + 1) % events.size();
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, event.key(), event.value());
                record.headers().add("content-type", EventCodec.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
                return send(record);
            }

            @Override
            public void close() {
                // The producer belongs to all callers.
            }
        };
    }

    private Outcome send(ProducerRecord<byte[], byte[]> record) throws IOException {
        try {
            producer.send(record).get();
            return new Outcome.Accepted(record.value().length);
        } catch (ExecutionException refused) {
            return new Outcome.Refused(refused.getCause().toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while sending", stopped);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
