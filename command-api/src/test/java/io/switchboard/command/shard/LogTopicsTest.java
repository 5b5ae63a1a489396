package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.broker.BrokerConfig;
import io.switchboard.broker.EmbeddedBroker;
import io.switchboard.events.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Has a broker of its own, because the topics' names are fixed. */
class LogTopicsTest {

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;
    private Admin admin;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(new BrokerConfig(folder.resolve("kafka"), 0));
        admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void missingTopicsAreMadeOnceWithWhatTheLogNeeds() throws Exception {
        topics(4).ensure();
        topics(4).ensure();

        assertThat(partitions(Topics.CALL_EVENTS)).isEqualTo(4);
        assertThat(setting(Topics.CALL_EVENTS, TopicConfig.CLEANUP_POLICY_CONFIG)).isEqualTo("delete");
        assertThat(setting(Topics.CALL_EVENTS, TopicConfig.RETENTION_MS_CONFIG)).isEqualTo("-1");
        for (String table : List.of(Topics.USERS, Topics.CALL_TYPES, Topics.APP_SETTINGS)) {
            assertThat(partitions(table)).isEqualTo(1);
            assertThat(setting(table, TopicConfig.CLEANUP_POLICY_CONFIG)).isEqualTo("compact");
        }
    }

    @Test
    void anotherPartitionCountIsRefusedWithAnExplanation() {
        topics(4).ensure();

        assertThatThrownBy(() -> topics(16).ensure()).isInstanceOf(TopicsUnusableException.class)
                .hasMessageContaining("has 4 partitions, but 16 are configured")
                .hasMessageContaining("can never change");
    }

    @Test
    void aLogThatTheBrokerWouldDeleteIsRefused() throws Exception {
        topics(4).ensure();
        ConfigResource log = new ConfigResource(ConfigResource.Type.TOPIC, Topics.CALL_EVENTS);
        admin.incrementalAlterConfigs(Map.of(log, List.of(new AlterConfigOp(
                new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, "604800000"), AlterConfigOp.OpType.SET)))).all().get();
        Await.until("the broker knows", () -> setting(Topics.CALL_EVENTS, TopicConfig.RETENTION_MS_CONFIG).equals("604800000"));

        assertThatThrownBy(() -> topics(4).ensure()).isInstanceOf(TopicsUnusableException.class)
                .hasMessageContaining("retention.ms is 604800000 and must be -1");
    }

    private LogTopics topics(int partitions) {
        return new LogTopics(KafkaLogSettings.at(broker.bootstrapServers()), partitions, Optional.empty());
    }

    private int partitions(String topic) throws Exception {
        return admin.describeTopics(List.of(topic)).topicNameValues().get(topic).get().partitions().size();
    }

    private String setting(String topic, String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config = admin.describeConfigs(List.of(resource)).values().get(resource).get();
            return config.get(name).value();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
