package io.switchboard.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.testing.RandomSeed;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private static final int KEYS = 100_000;

    @Test
    void aKeyFallsWhereKafkasDefaultPartitionerPutsIt() {
        RandomGenerator random = RandomSeed.generator("TopicsTest");
        for (int i = 0; i < KEYS; i++) {
            String key = random.ints(random.nextInt(70), 1, 0xd7ff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            int partitions = 1 + random.nextInt(1_000);
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            assertThat(Topics.murmur2(bytes)).isEqualTo(Utils.murmur2(bytes));
            assertThat(Topics.partition(key, partitions))
                    .isEqualTo(Utils.toPositive(Utils.murmur2(bytes)) % partitions);
        }
    }

    @Test
    void anyBytesHashAsKafkaHashesThem() {
        RandomGenerator random = RandomSeed.generator("TopicsTest");
        for (int i = 0; i < KEYS; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            assertThat(Topics.murmur2(bytes)).isEqualTo(Utils.murmur2(bytes));
        }
    }

    @Test
    void thePartitionOfACallIsFixedForEver() {
        assertThat(Topics.partition("default:standup", 4)).isEqualTo(3);
        assertThat(Topics.partition("default:standup", 16)).isEqualTo(15);
    }
}
