package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.shard.ShardUnavailableException.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An owner that is suspended, replaced, and goes on, against a real Kafka. */
class ZombieOwnerTest {

    private final KafkaTopic topic = KafkaTopic.create(1);
    private final GatedLog gated = new GatedLog(topic.log(0));

    @TempDir
    private Path folder;

    @Test
    void whatASuspendedOwnerHadDecidedIsRefusedOnceAnotherTookOver() throws Exception {
        try (LedgerInstance zombie = new LedgerInstance(topic, 1, folder.resolve("zombie"), partition -> gated);
             LedgerInstance successor = new LedgerInstance(topic, 1, folder.resolve("successor"))) {
            zombie.claim(0);
            zombie.insist(new Ledger.Add("page", "before"));
            gated.holdNextAppend();
            CompletableFuture<Ledger.Reply> stale = zombie.submit(new Ledger.Add("page", "stale"));
            gated.awaitHeld();

            successor.claim(0);
            List<Ledger.Reply> meanwhile = IntStream.range(0, 20)
                    .mapToObj(i -> successor.insist(new Ledger.Add("page", "meanwhile-" + i))).toList();
            zombie.shards().shard(0).stepDown();
            gated.resume();

            Await.until("the zombie is told", stale::isDone);
            assertThat(ShardScenario.refusal(stale)).isEqualTo(Reason.NOT_OWNER);
            assertThat(meanwhile).extracting(Ledger.Reply::number)
                    .containsExactlyElementsOf(IntStream.rangeClosed(2, 21).mapToObj(Long::valueOf).toList());
            assertThat(topic.committed(0)).extracting(Ledger::request).hasSize(21).doesNotContain("stale").doesNotHaveDuplicates();
        }
    }

    @Test
    void aZombieThatIsStillNamedByTheGroupTakesTheShardBackByClaimingAndLosesNothing() throws Exception {
        try (LedgerInstance zombie = new LedgerInstance(topic, 1, folder.resolve("zombie"), partition -> gated);
             LedgerInstance successor = new LedgerInstance(topic, 1, folder.resolve("successor"))) {
            zombie.claim(0);
            gated.holdNextAppend();
            CompletableFuture<Ledger.Reply> stale = zombie.submit(new Ledger.Add("page", "stale"));
            gated.awaitHeld();
            successor.claim(0);
            successor.insist(new Ledger.Add("page", "meanwhile"));
            successor.shards().shard(0).stepDown().join();
            gated.resume();
            Await.until("the zombie was told", stale::isDone);

            Ledger.Reply again = zombie.insist(new Ledger.Add("page", "stale"));

            assertThat(stale).isCompletedExceptionally();
            assertThat(again.number()).isEqualTo(2);
            assertThat(topic.committed(0)).extracting(Ledger::request).containsExactly("meanwhile", "stale");
        }
    }

    @Test
    void followersOfBothEndWithTheSameRows() throws Exception {
        try (LedgerInstance zombie = new LedgerInstance(topic, 1, folder.resolve("zombie"), partition -> gated);
             LedgerInstance successor = new LedgerInstance(topic, 1, folder.resolve("successor"))) {
            zombie.claim(0);
            gated.holdNextAppend();
            CompletableFuture<Ledger.Reply> stale = zombie.submit(new Ledger.Add("page", "stale"));
            gated.awaitHeld();
            successor.claim(0);
            successor.insist(new Ledger.Add("page", "kept"));
            zombie.shards().shard(0).stepDown();
            gated.resume();
            Await.until("the zombie was told", stale::isDone);

            Await.until("the zombie follows", () -> ledgerEnd(zombie) == 1);
            assertThat(ledgerEnd(successor)).isEqualTo(1);
        }
    }

    private static long ledgerEnd(LedgerInstance instance) {
        return instance.store(0).read(rows -> Ledger.last(rows, "page"));
    }
}
