package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances share partitions out and take over from each other, against a real Kafka. */
class OwnershipTest {

    private static final int PARTITIONS = 4;

    private final KafkaTopic topic = KafkaTopic.create(PARTITIONS);
    private final String group = "group-" + UUID.randomUUID();

    @TempDir
    private Path folder;

    @Test
    void aLoneInstanceOwnsEverythingAndAnswers() {
        try (LedgerInstance alone = new LedgerInstance(topic, PARTITIONS, folder).join(group, "alone:1")) {
            Await.until("all partitions are served", () -> alone.shards().serving());

            List<Ledger.Reply> replies = IntStream.range(0, 40)
                    .mapToObj(i -> alone.submit(new Ledger.Add("page-" + i, "request-" + i))).toList()
                    .stream().map(answer -> answer.join()).toList();

            assertThat(replies).allMatch(reply -> reply.number() == 1).hasSize(40);
        }
    }

    @Test
    void aSecondInstanceGetsItsShareAndTheFirstTakesItBackWhenItLeaves() {
        try (LedgerInstance first = new LedgerInstance(topic, PARTITIONS, folder.resolve("first")).join(group, "first:1")) {
            Await.until("the first serves all", () -> first.shards().serving());
            first.insist(new Ledger.Add("page", "before"));
            try (LedgerInstance second = new LedgerInstance(topic, PARTITIONS, folder.resolve("second")).join(group, "second:1")) {
                Await.until("each serves half", () -> serving(first) == 2 && serving(second) == 2);
            }
            Await.until("the first serves all again", () -> first.shards().serving());

            assertThat(first.insist(new Ledger.Add("page", "after")).number()).isEqualTo(2);
        }
    }

    @Test
    void commandsSentWhileOwnershipMovesHappenExactlyOnce() {
        try (LedgerInstance first = new LedgerInstance(topic, PARTITIONS, folder.resolve("first")).join(group, "first:1");
             LedgerInstance second = new LedgerInstance(topic, PARTITIONS, folder.resolve("second"))) {
            Await.until("the first serves all", () -> first.shards().serving());
            List<LedgerInstance> instances = List.of(first, second);
            second.join(group, "second:1");
            for (int i = 0; i < 600; i++) {
                Retry.anywhere(instances, new Ledger.Add("page-" + i % 7, "request-" + i));
                if (i == 300) {
                    first.leaveGroup();
                }
            }
            Await.until("the second serves all", () -> second.shards().serving());
        }
        List<String> requests = IntStream.range(0, PARTITIONS).boxed()
                .flatMap(partition -> topic.committed(partition).stream()).map(Ledger::request).toList();
        assertThat(requests).hasSize(600).doesNotHaveDuplicates();
    }

    @Test
    void theGroupTellsWhoOwnsWhatUnderWhichAddress() throws Exception {
        try (LedgerInstance ignored = new LedgerInstance(topic, PARTITIONS, folder).join(group, "10.0.0.7:8080");
             Admin admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                     KafkaTopic.settings().connection().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)))) {
            Await.until("all partitions are served", () -> ignored.shards().serving());

            MemberDescription member = admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get()
                    .members().iterator().next();

            assertThat(member.clientId()).isEqualTo(Ownership.CLIENT_ID_PREFIX + "10.0.0.7:8080");
            assertThat(member.assignment().topicPartitions()).hasSize(PARTITIONS);
        }
    }

    private static long serving(LedgerInstance instance) {
        return IntStream.range(0, PARTITIONS).filter(p -> instance.lifecycle(p) == Lifecycle.SERVING).count();
    }
}
