package io.switchboard.projector.consistency;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What became of waiting for positions. */
public sealed interface Reached {

    /** Everything up to the targets is applied. */
    record Yes() implements Reached {
    }

    /** This process serves all the partitions, but some lag. By how many offsets, markers included. */
    record Behind(Map<TopicPartition, Long> lag) implements Reached {
    }

    /** Some partitions are not served here: they are being restored, or live in another process. */
    record NotServed(Set<TopicPartition> partitions) implements Reached {
    }
}
