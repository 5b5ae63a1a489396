package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.shard.LogException.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaFailuresTest {

    private static final CompletableFuture<Void> WRITTEN = CompletableFuture.completedFuture(null);
    private static final CompletableFuture<Void> UNDER_WAY = new CompletableFuture<>();

    @Test
    void beforeTheCommitIsAskedForNothingCanHaveBeenWritten() {
        assertThat(KafkaFailures.ofAppend(new TimeoutException("no metadata"), List.of(), false)).isEqualTo(Kind.REJECTED);
        assertThat(KafkaFailures.ofAppend(new TimeoutException("buffer full"), List.of(WRITTEN), false)).isEqualTo(Kind.REJECTED);
        assertThat(KafkaFailures.ofAppend(new ProducerFencedException("stale"), List.of(), false)).isEqualTo(Kind.FENCED);
    }

    @Test
    void aRecordThatFailedKeepsTheCommitFromBeingSent() {
        assertThat(KafkaFailures.ofAppend(new KafkaException(), List.of(WRITTEN, failed(new RecordTooLargeException())), true))
                .isEqualTo(Kind.REJECTED);
        assertThat(KafkaFailures.ofAppend(new KafkaException(), List.of(failed(new TimeoutException("expired"))), true))
                .isEqualTo(Kind.REJECTED);
        assertThat(KafkaFailures.ofAppend(new KafkaException(), List.of(failed(new InvalidProducerEpochException("stale"))), true))
                .isEqualTo(Kind.FENCED);
    }

    @Test
    void aCommitThatTimedOutMayHaveHappened() {
        assertThat(KafkaFailures.ofAppend(new TimeoutException("max.block.ms"), List.of(WRITTEN), true)).isEqualTo(Kind.UNKNOWN);
        assertThat(KafkaFailures.ofAppend(new TimeoutException("max.block.ms"), List.of(UNDER_WAY), true)).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void anOwnerFencedAtTheCommitItselfMayHaveCommittedBefore() {
        assertThat(KafkaFailures.ofAppend(new ProducerFencedException("stale"), List.of(WRITTEN), true))
                .isEqualTo(Kind.FENCED_UNKNOWN);
        assertThat(KafkaFailures.ofAppend(new KafkaException(new InvalidProducerEpochException("stale")), List.of(WRITTEN), true))
                .as("wrapped").isEqualTo(Kind.FENCED_UNKNOWN);
    }

    private static CompletableFuture<Void> failed(Exception cause) {
        return CompletableFuture.failedFuture(cause);
    }
}
