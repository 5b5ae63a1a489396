package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.switchboard.command.shard.LogException.Kind;
import io.switchboard.command.shard.ShardLog.Chunk;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The log contract against a real Kafka. */
class KafkaShardLogTest {

    private static final Duration WAIT = Duration.ofSeconds(2);

    private final KafkaTopic topic = KafkaTopic.create(1);

    @Test
    void whatWasAppendedIsReadBackInOrderWithHeadersAndTime() {
        try (KafkaShardLog log = topic.log(0)) {
            log.fence();
            LogRecord first = new LogRecord("a", text("one"), Map.of("content-type", "x"), Instant.ofEpochMilli(1_700_000_000_123L));
            LogRecord second = record("b", "two");

            long next = log.append(List.of(first, second));

            List<LogRecord> read = readToEnd(log, 0);
            assertThat(next).isEqualTo(2);
            assertThat(read).extracting(LogRecord::key).containsExactly("a", "b");
            assertThat(read.getFirst().value()).isEqualTo(text("one"));
            assertThat(read.getFirst().headers()).isEqualTo(first.headers());
            assertThat(read.getFirst().time()).isEqualTo(first.time());
        }
    }

    @Test
    void anEmptyValueIsReadBackEmptyAndIsATombstoneInKafka() {
        try (KafkaShardLog log = topic.log(0)) {
            log.fence();
            log.append(List.of(new LogRecord("a", new byte[0], Map.of(), Instant.EPOCH)));

            assertThat(readToEnd(log, 0).getFirst().value()).isEmpty();
            assertThat(KafkaRecords.toKafka(new TopicPartition(topic.name(), 0), readToEnd(log, 0).getFirst()).value()).isNull();
        }
    }

    @Test
    void theTipNeverMissesWhatWasCommittedAndReadingReachesItBehindTheMarker() {
        try (KafkaShardLog log = topic.log(0)) {
            log.fence();
            for (int batch = 0; batch < 50; batch++) {
                long next = log.append(List.of(record("a", "one")));

                long tip = log.tip();

                assertThat(tip).isGreaterThanOrEqualTo(next);
                assertThat(readToEnd(log, next - 1)).hasSize(1);
            }
        }
    }

    @Test
    void theEndRightAfterAFenceLiesBehindEverythingCommitted() {
        try (KafkaShardLog former = topic.log(0); KafkaShardLog owner = topic.log(0)) {
            for (int takeover = 0; takeover < 10; takeover++) {
                former.fence();
                long next = former.append(List.of(record("a", "one")));

                owner.fence();

                assertThat(owner.end()).as("record and marker").isEqualTo(next + 1).isEqualTo(owner.tip());
            }
        }
    }

    @Test
    void aLogThatDidNotFenceWritesNothing() {
        try (KafkaShardLog log = topic.log(0)) {
            LogException refused = refusal(log, record("a", "one"));

            assertThat(refused.kind()).isEqualTo(Kind.REJECTED);
            assertThat(log.end()).isZero();
        }
    }

    @Test
    void theFormerOwnerIsToldThatItIsFencedAndNothingOfItIsWritten() {
        try (KafkaShardLog former = topic.log(0); KafkaShardLog owner = topic.log(0)) {
            former.fence();
            former.append(List.of(record("a", "one")));
            owner.fence();

            LogException refused = refusal(former, record("a", "stale"));

            owner.append(List.of(record("a", "two")));
            assertThat(refused.kind()).isEqualTo(Kind.FENCED);
            assertThat(readToEnd(owner, 0)).extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .containsExactly("one", "two");
        }
    }

    @Test
    void aFormerOwnerMayFenceAgainAndIsTheOwnerThen() {
        try (KafkaShardLog former = topic.log(0); KafkaShardLog owner = topic.log(0)) {
            former.fence();
            owner.fence();
            refusal(former, record("a", "stale"));

            former.fence();
            former.append(List.of(record("a", "one")));

            assertThat(refusal(owner, record("a", "stale")).kind()).isEqualTo(Kind.FENCED);
            assertThat(readToEnd(former, 0)).hasSize(1);
        }
    }

    @Test
    void aTransactionLeftOpenByACrashedOwnerIsInvisibleAfterTheFence() {
        Map<String, Object> settings = KafkaTopic.settings().writer(new TopicPartition(topic.name(), 0));
        try (KafkaProducer<String, byte[]> crashed = new KafkaProducer<>(settings); KafkaShardLog owner = topic.log(0)) {
            crashed.initTransactions();
            crashed.beginTransaction();
            crashed.send(KafkaRecords.toKafka(new TopicPartition(topic.name(), 0), record("a", "half")));
            crashed.flush();

            owner.fence();

            assertThat(readToEnd(owner, 0)).isEmpty();
            assertThat(owner.end()).as("the aborted record and its marker use up offsets").isEqualTo(2);
            crashed.close(Duration.ZERO);
        }
    }

    @Test
    void aRecordTooLargeIsCertainlyNotWrittenAndTheLogWorksAfterTheNextFence() {
        try (KafkaShardLog log = topic.log(0)) {
            log.fence();

            LogException refused = refusal(log, new LogRecord("a", new byte[9 << 20], Map.of(), Instant.EPOCH));

            log.fence();
            log.append(List.of(record("a", "one")));
            assertThat(refused.kind()).isEqualTo(Kind.REJECTED);
            assertThat(readToEnd(log, 0)).hasSize(1);
        }
    }

    @Test
    void anOffsetBehindTheEndIsOutOfRange() {
        try (KafkaShardLog log = topic.log(0)) {
            LogException refused = catchThrowableOfType(LogException.class, () -> log.read(1_000, WAIT));

            assertThat(refused.kind()).isEqualTo(Kind.OUT_OF_RANGE);
        }
    }

    @Test
    void wakingUpEndsAWaitingReadAndHarmsNothingElse() {
        try (KafkaShardLog log = topic.log(0)) {
            log.fence();
            // One marker comes behind the records, a little after the commit is answered.
            long end = log.append(List.of(record("a", "one"))) + 1;
            await().until(() -> log.end() == end);
            assertThat(readToEnd(log, 0)).hasSize(1);
            log.wakeup();

            Chunk woken = log.read(end, Duration.ofMinutes(5));
            log.wakeup();

            assertThat(woken.next()).isEqualTo(end);
            assertThat(log.end()).isEqualTo(end);
            assertThat(readToEnd(log, 0)).hasSize(1);
        }
    }

    @Test
    void anUnreachableKafkaRejectsTheClaim() {
        try (KafkaShardLog log = new KafkaShardLog(KafkaLogSettings.at("127.0.0.1:1"), "nowhere", 0)) {
            assertThatThrownBy(log::fence).isInstanceOfSatisfying(LogException.class,
                    e -> assertThat(e.kind()).isEqualTo(Kind.REJECTED));
        }
    }

    private static LogException refusal(KafkaShardLog log, LogRecord record) {
        return catchThrowableOfType(LogException.class, () -> log.append(List.of(record)));
    }

    private static List<LogRecord> readToEnd(KafkaShardLog log, long from) {
        List<LogRecord> all = new ArrayList<>();
        long end = log.tip();
        for (long at = from; at < end; ) {
            Chunk chunk = log.read(at, WAIT);
            all.addAll(chunk.records());
            at = chunk.next();
        }
        return all;
    }

    private static LogRecord record(String key, String value) {
        return new LogRecord(key, text(value), Map.of(), Instant.EPOCH);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
