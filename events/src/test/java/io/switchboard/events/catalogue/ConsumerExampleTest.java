package io.switchboard.events.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.Topics;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.codec.GoldenEvents;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

/** The consumer of docs/events.md, run on the golden histories. */
class ConsumerExampleTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.CALL_EVENTS, 0);

    @Test
    void theConsumerOfTheTextFollowsTheCalls() {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(PARTITION));
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            long offset = 0;
            for (String file : GoldenEvents.all().keySet()) {
                byte[] value = GoldenEvents.bytes(file);
                String key = EventCodec.standard().decode(value).envelope().cid().toString();
                consumer.addRecord(new ConsumerRecord<>(Topics.CALL_EVENTS, 0, offset++, key, value));
            }
        });
        consumer.schedulePollTask(consumer::wakeup);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        assertThatThrownBy(() -> ConsumerExample.follow(consumer,
                new PrintStream(printed, true, StandardCharsets.UTF_8))).isInstanceOf(WakeupException.class);
        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).containsExactly(
                "default:standup-2026 ended (mark_ended), members: 2",
                "livestream:bare ended (max_duration), members: 0");
    }
}
