package io.switchboard.command.shard;

import io.switchboard.command.shard.LogException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * A partition of a Kafka topic, written by a transactional producer whose transactional id is the partition's own and
 * the same on every instance.
 *
 * <h2>Fencing</h2>
 * {@code initTransactions()} with that id makes the transaction coordinator raise the producer epoch: it aborts what
 * the former owner left open, waits for the abort markers, and from then on refuses the former owner's requests. Since
 * it returns only when no transaction of that id is open, the read_committed end offset asked for afterwards lies behind
 * everything that was ever committed.
 *
 * <h2>What a failed append means</h2>
 * A transaction becomes visible only by its commit request, and the client sends that one only after every record was
 * acknowledged ({@code TransactionManager.nextRequest}). So:
 * <ul>
 * <li>it failed before the commit was asked for, or any record failed: certainly not written. If the cause is a stale
 *     epoch, another owner is active;
 * <li>it failed later: the request may have been carried out and its answer lost. Even "fenced" says nothing then: the
 *     first try may have committed, and its repetition have met the epoch of a new owner.
 * </ul>
 * A producer that failed is never used again; {@link #fence} makes a new one. That is slower than aborting, but needs
 * no second classification of what can go wrong during an abort.
 *
 * <h2>Reading</h2>
 * The reader has no group, and polls only inside {@link #read}: an owner, who need not read, costs nothing here.
 * {@link ShardLog.Chunk#next} is the reader's position and not counted from records, because transaction markers use up
 * offsets and a log end behind a marker is never reached by records alone.
 *
 * <p>The coordinator answers a commit before the marker is in the partition, so the read_committed end may lie before a
 * batch that was just answered. Whoever must not miss one asks for the {@link #tip}, which is the read_uncommitted end,
 * and reads read_committed up to it.
 *
 * <p>No call blocks for much longer than {@link KafkaLogSettings#BLOCK}.
 */
public final class KafkaShardLog implements ShardLog {

    private static final long NOWHERE = -1;
    private static final int WAKEUPS = 8;
    private static final CloseOptions QUICKLY = CloseOptions.timeout(Duration.ofSeconds(1));

    private final KafkaLogSettings settings;
    private final TopicPartition partition;
    private final KafkaConsumer<String, byte[]> reader;
    private Optional<KafkaProducer<String, byte[]>> writer = Optional.empty();
    private Optional<KafkaConsumer<String, byte[]>> scout = Optional.empty();
    private long position = NOWHERE;

    /** Connects to nothing yet. */
    public KafkaShardLog(KafkaLogSettings settings, String topic, int partition) {
        this.settings = settings;
        this.partition = new TopicPartition(topic, partition);
        this.reader = reading(settings.reader(this.partition));
    }

    private KafkaConsumer<String, byte[]> reading(Map<String, Object> config) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(config);
        consumer.assign(Set.of(partition));
        return consumer;
    }

    @Override
    public void fence() {
        dropWriter();
        KafkaProducer<String, byte[]> fresh = new KafkaProducer<>(settings.writer(partition));
        try {
            fresh.initTransactions();
            writer = Optional.of(fresh);
        } catch (KafkaException e) {
            fresh.close(Duration.ZERO);
            throw new LogException(Kind.REJECTED, partition + " cannot be claimed now: " + e.getMessage(), e);
        }
    }

    @Override
    public long append(List<LogRecord> records) {
        KafkaProducer<String, byte[]> producer = writer.orElseThrow(() ->
                new LogException(Kind.REJECTED, partition + " must be fenced before it is written", null));
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        boolean committing = false;
        try {
            producer.beginTransaction();
            for (LogRecord record : records) {
                sent.add(producer.send(KafkaRecords.toKafka(partition, record)));
            }
            committing = true;
            producer.commitTransaction();
            return sent.getLast().get().offset() + 1;
        } catch (KafkaException | IllegalStateException | ExecutionException e) {
            dropWriter();
            Kind kind = KafkaFailures.ofAppend(e, sent, committing);
            throw new LogException(kind, partition + " did not take a batch: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            dropWriter();
            throw new LogException(Kind.UNKNOWN, "interrupted while writing to " + partition, e);
        }
    }

    @Override
    public long end() {
        return endFor(reader);
    }

    @Override
    public long tip() {
        if (scout.isEmpty()) {
            scout = Optional.of(reading(settings.scout(partition)));
        }
        return endFor(scout.get());
    }

    private long endFor(KafkaConsumer<String, byte[]> consumer) {
        for (int wakeups = 0; ; wakeups++) {
            try {
                return consumer.endOffsets(Set.of(partition), KafkaLogSettings.BLOCK).get(partition);
            } catch (WakeupException e) {
                // Meant for a read that was over already.
                if (wakeups == WAKEUPS) {
                    throw new LogException(Kind.REJECTED, "woken up while asking for the end of " + partition, e);
                }
            } catch (KafkaException e) {
                throw new LogException(Kind.REJECTED, "the end of " + partition + " cannot be learned now", e);
            }
        }
    }

    @Override
    public Chunk read(long from, Duration wait) {
        try {
            if (position != from) {
                reader.seek(partition, from);
            }
            position = NOWHERE;
            List<LogRecord> records = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> record : reader.poll(wait)) {
                records.add(KafkaRecords.fromKafka(record));
            }
            position = reader.position(partition, KafkaLogSettings.BLOCK);
            return new Chunk(records, position);
        } catch (WakeupException e) {
            return new Chunk(List.of(), from);
        } catch (OffsetOutOfRangeException e) {
            throw new LogException(Kind.OUT_OF_RANGE, partition + " has no offset " + from, e);
        } catch (KafkaException e) {
            throw new LogException(Kind.REJECTED, partition + " cannot be read now: " + e.getMessage(), e);
        }
    }

    @Override
    public void wakeup() {
        reader.wakeup();
    }

    @Override
    public void close() {
        dropWriter();
        reader.close(QUICKLY);
        scout.ifPresent(consumer -> consumer.close(QUICKLY));
    }

    /** Without waiting for what is under way: it was either answered already, or is for the log to tell. */
    private void dropWriter() {
        Optional<KafkaProducer<String, byte[]>> former = writer;
        writer = Optional.empty();
        former.ifPresent(producer -> producer.close(Duration.ZERO));
    }
}
