package io.switchboard.standalone.visibility;

import io.switchboard.events.Topics;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Transactions in the call log that come to nothing, as a writer leaves them that is fenced or dies. The records are
 * no events: who applied one would fail. The transactional id is nobody else's, so that no owner of a partition is
 * fenced by it, and what is aborted no reader of committed records ever gets. Safe for any thread.
 */
public final class Aborts implements AutoCloseable {

    private final int partitions;
    private final KafkaProducer<String, String> producer;

    /** @param partitions that get them: those below this number */
    public Aborts(String bootstrapServers, int partitions) {
        this.partitions = partitions;
        this.producer = new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, "aborts-" + UUID.randomUUID(), ProducerConfig.LINGER_MS_CONFIG, 0),
                new StringSerializer(), new StringSerializer());
        producer.initTransactions();
    }

    /** One that is over. */
    public synchronized void abort() {
        begin();
        end();
    }

    /** Records that nobody may read, nor read past, until {@link #end}. */
    synchronized void begin() {
        producer.beginTransaction();
        for (int partition = 0; partition < partitions; partition++) {
            producer.send(new ProducerRecord<>(Topics.CALL_EVENTS, partition, "default:aborted", "no event"));
        }
        producer.flush();
    }

    synchronized void end() {
        producer.abortTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }
}
