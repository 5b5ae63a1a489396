package io.switchboard.command.shard;

import io.switchboard.command.shard.LogException.Kind;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/** What an exception of the producer says about the records of a transaction; the reasons are at {@link KafkaShardLog}. */
final class KafkaFailures {

    private KafkaFailures() {
    }

    /**
     * @param sent       the records handed to the producer so far
     * @param committing whether the commit had been asked for
     */
    static Kind ofAppend(Throwable failure, List<? extends Future<?>> sent, boolean committing) {
        boolean fenced = fenced(failure)
                || sent.stream().anyMatch(record -> failed(record) && fenced(record.exceptionNow()));
        boolean certain = !committing || sent.stream().anyMatch(KafkaFailures::failed);
        if (certain) {
            return fenced ? Kind.FENCED : Kind.REJECTED;
        }
        return fenced ? Kind.FENCED_UNKNOWN : Kind.UNKNOWN;
    }

    private static boolean failed(Future<?> record) {
        return record.state() == Future.State.FAILED;
    }

    /** A stale epoch anywhere in the causes: the producer wraps what made it fail. */
    private static boolean fenced(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }
}
