package io.switchboard.command.shard;

import static io.switchboard.command.shard.ShardScenario.add;
import static io.switchboard.command.shard.ShardScenario.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.shard.MemoryLog.Fate;
import io.switchboard.command.shard.MemoryLog.Weather;
import io.switchboard.command.shard.ShardUnavailableException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a shard does when the log refuses, does not answer, has another owner, or does not fit its rows. */
class ShardFailureTest {

    private final ShardScenario scenario = new ShardScenario();

    @Test
    void aRejectedBatchIsTriedAgainInOrderAndAnsweredOnce() {
        scenario.serving().fates(Fate.REJECTED);
        CompletableFuture<Ledger.Reply> first = scenario.submit(add("r1"));
        CompletableFuture<Ledger.Reply> second = scenario.submit(add("r2"));

        scenario.step();
        assertThat(first).isNotDone();
        scenario.until(Lifecycle.SERVING).steps(3);

        assertThat(first.join().number()).isEqualTo(1);
        assertThat(second.join().number()).isEqualTo(2);
        assertThat(scenario.logged()).containsExactly("r1", "r2");
    }

    @Test
    void aCommandThatIsRejectedAgainAndAgainIsGivenUpAndTakesNoOtherAlong() {
        scenario.serving().fates(Fate.REJECTED, Fate.REJECTED, Fate.REJECTED);
        CompletableFuture<Ledger.Reply> poison = scenario.submit(add("poison"));
        CompletableFuture<Ledger.Reply> fine = scenario.submit(add("fine"));

        scenario.steps(20);

        assertThat(refusal(poison)).isEqualTo(Reason.UNAVAILABLE);
        assertThat(fine.join().number()).isEqualTo(1);
        assertThat(scenario.logged()).containsExactly("fine");
    }

    @Test
    void pausesGrowWhileTheLogCannotBeClaimed() {
        scenario.unreachable(6).shard.claim();
        scenario.until(Lifecycle.CLAIMING);
        Duration before = Duration.ZERO;
        for (int failure = 0; failure < 6; failure++) {
            scenario.step();
            Duration pause = scenario.step();
            assertThat(pause).isGreaterThan(before);
            before = pause;
        }

        scenario.until(Lifecycle.SERVING);
    }

    @Test
    void aCommitOfUnknownOutcomeThatHappenedIsAnsweredWithItsOutcome() {
        scenario.serving().fates(Fate.UNKNOWN_WRITTEN);
        CompletableFuture<Ledger.Reply> answer = scenario.submit(add("r1"));

        scenario.step();
        assertThat(answer).as("never called failed").isNotDone();
        scenario.until(Lifecycle.SERVING).steps(2);

        assertThat(answer.join().number()).isEqualTo(1);
        assertThat(scenario.logged()).containsExactly("r1");
    }

    @Test
    void aCommitOfUnknownOutcomeThatDidNotHappenIsMadeUpFor() {
        scenario.serving().fates(Fate.UNKNOWN_NOT_WRITTEN);
        CompletableFuture<Ledger.Reply> answer = scenario.submit(add("r1"));

        scenario.step();
        scenario.until(Lifecycle.SERVING).steps(2);

        assertThat(answer.join().number()).isEqualTo(1);
        assertThat(scenario.logged()).containsExactly("r1");
    }

    @Test
    void aCommitStillUnderWayIsSettledByTheFenceBeforeItIsLookedFor() {
        scenario.serving().fates(Fate.UNKNOWN_UNDER_WAY);
        CompletableFuture<Ledger.Reply> answer = scenario.submit(add("r1"));

        scenario.step();
        assertThat(scenario.logged()).isEmpty();
        scenario.until(Lifecycle.SERVING).steps(2);

        assertThat(answer.join().number()).isEqualTo(1);
        assertThat(scenario.logged()).containsExactly("r1");
    }

    @Test
    void commandsOfUnknownOutcomeComeBeforeThoseThatArrivedLater() {
        scenario.serving().fates(Fate.UNKNOWN_NOT_WRITTEN);
        scenario.submit(add("r1"));
        scenario.submit(add("r2"));
        scenario.step();
        scenario.submit(add("r3"));

        scenario.until(Lifecycle.SERVING).steps(2);

        assertThat(scenario.logged()).containsExactly("r1", "r2", "r3");
    }

    @Test
    void whoCannotBeToldTheOutcomeInTimeIsToldThatItIsUnknown() {
        scenario.serving().fates(Fate.UNKNOWN_WRITTEN);
        CompletableFuture<Ledger.Reply> answer = scenario.submit(add("r1"));
        scenario.step();
        CompletableFuture<Ledger.Reply> later = scenario.submit(add("r2"));
        scenario.unreachable(1_000);

        scenario.pass(ShardScenario.CALL_TIMEOUT.plusSeconds(1));
        scenario.step();

        assertThat(refusal(answer)).isEqualTo(Reason.OUTCOME_UNKNOWN);
        assertThat(refusal(later)).as("never handed to the log").isEqualTo(Reason.OVERLOADED);
    }

    @Test
    void aFencedOwnerStepsDownAndSaysThatNothingWasWritten() {
        scenario.serving();
        scenario.log.open(Weather.FAIR).fence();
        CompletableFuture<Ledger.Reply> answer = scenario.submit(add("r1"));

        scenario.step();

        assertThat(refusal(answer)).isEqualTo(Reason.NOT_OWNER);
        assertThat(scenario.shard.lifecycle()).isEqualTo(Lifecycle.FOLLOWING);
        assertThat(refusal(scenario.submit(add("r2")))).isEqualTo(Reason.NOT_OWNER);
    }

    @Test
    void anOwnerFencedAtTheCommitDoesNotSayThatNothingWasWritten() {
        scenario.serving().fates(Fate.FENCED_WRITTEN);
        CompletableFuture<Ledger.Reply> answer = scenario.submit(add("r1"));
        scenario.submit(add("r2"));
        scenario.step();

        assertThat(refusal(answer)).isEqualTo(Reason.OUTCOME_UNKNOWN);
        assertThat(scenario.shard.lifecycle()).isEqualTo(Lifecycle.FOLLOWING);
    }

    @Test
    void aFencedOwnerThatTheGroupStillNamesClaimsAgainAfterAPause() {
        scenario.serving();
        scenario.log.open(Weather.FAIR).fence();
        scenario.submit(add("r1"));
        scenario.step();
        Duration pause = scenario.shard.step();

        scenario.pass(pause);
        scenario.until(Lifecycle.SERVING);

        assertThat(pause).isPositive();
        assertThat(scenario.shard.metrics().claims()).isEqualTo(2);
    }

    @Test
    void anOwnerThatWasReplacedLongAgoDoesNotAnswerReadsFromThePast() {
        scenario.serving();
        ShardLog other = scenario.log.open(Weather.FAIR);
        other.fence();
        other.append(List.of(Ledger.record("page", "elsewhere", 1, "add")));
        scenario.pass(Duration.ofSeconds(5));
        CompletableFuture<Ledger.Reply> read = scenario.submit(new Ledger.Look("page"));
        scenario.log.mark();

        scenario.step();

        assertThat(refusal(read)).isEqualTo(Reason.NOT_OWNER);
    }

    @Test
    void readsAfterAnOwnCommitAreAnsweredThoughItsMarkerMovedTheEnd() {
        scenario.serving();
        scenario.submit(add("r1"));
        scenario.step();
        scenario.log.mark();
        scenario.pass(Duration.ofSeconds(5));
        CompletableFuture<Ledger.Reply> read = scenario.submit(new Ledger.Look("page"));

        scenario.step();

        assertThat(read).isCompletedWithValue(new Ledger.Reply("page", 1));
        assertThat(scenario.shard.lifecycle()).isEqualTo(Lifecycle.SERVING);
    }

    @Test
    void steppingDownAnswersWhoWaitsAndIsConfirmed() {
        scenario.serving();
        CompletableFuture<Ledger.Reply> waits = scenario.submit(add("r1"));

        CompletableFuture<Void> left = scenario.shard.stepDown();
        scenario.step();

        assertThat(refusal(waits)).isEqualTo(Reason.NOT_OWNER);
        assertThat(left).isCompleted();
        assertThat(scenario.shard.lifecycle()).isEqualTo(Lifecycle.FOLLOWING);
    }

    @Test
    void rowsThatDoNotFitTheLogAreReadAgainFromItsBeginning() {
        ShardScenario first = scenario.serving();
        first.submit(add("r1"));
        first.submit(add("r2"));
        first.step();
        ShardScenario damaged = new ShardScenario(first.log, damaged(), new Ledger(), ShardScenario.settings(100, 100));

        damaged.serving();

        assertThat(Ledger.last(damaged.store.committed(), "page")).isEqualTo(2);
        assertThat(damaged.shard.metrics().reloads()).isEqualTo(1);
    }

    @Test
    void rowsOfALogThatWasMadeAnewAreThrownAway() {
        MemoryShardStore.Disk disk = new MemoryShardStore.Disk();
        ShardScenario before = new ShardScenario(new MemoryLog(), disk, new Ledger(), ShardScenario.settings(100, 100)).serving();
        before.submit(add("r1"));
        before.step();
        before.store.flush();

        ShardScenario after = new ShardScenario(new MemoryLog(), disk, new Ledger(), ShardScenario.settings(100, 100)).serving();

        assertThat(Ledger.last(after.store.committed(), "page")).isZero();
        assertThat(after.shard.metrics().reloads()).isEqualTo(1);
    }

    @Test
    void aLogThatDoesNotFoldStopsTheShardInsteadOfGoingRoundForEver() {
        ShardLog writer = scenario.log.open(Weather.FAIR);
        writer.fence();
        writer.append(List.of(Ledger.record("page", "r1", 1, "add"), Ledger.record("page", "r9", 9, "add")));
        scenario.shard.claim();
        scenario.until(Lifecycle.CLAIMING);
        CompletableFuture<Ledger.Reply> waits = scenario.submit(add("r1"));

        scenario.until(Lifecycle.FAILED);

        assertThat(refusal(waits)).isEqualTo(Reason.UNAVAILABLE);
        assertThat(scenario.shard.failure().orElseThrow()).isInstanceOf(BrokenLogException.class)
                .hasMessageContaining("does not fold from its beginning");
        assertThat(scenario.shard.step()).as("not a hot loop").isGreaterThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void aStoreThatCannotBeWrittenStopsTheShardButWhatIsCommittedIsAnswered() {
        scenario.serving();
        scenario.store.breakWith(new StoreException("disk full", null));
        CompletableFuture<Ledger.Reply> answer = scenario.submit(add("r1"));

        scenario.step();

        assertThat(answer).isCompletedWithValue(new Ledger.Reply("page", 1));
        assertThat(scenario.shard.lifecycle()).isEqualTo(Lifecycle.FAILED);
        assertThat(refusal(scenario.submit(add("r2")))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(scenario.logged()).containsExactly("r1");
    }

    @Test
    void aCrashedInstanceGoesOnFromWhatItsDiskHadAndAnswersARepeatedRequestFromMemory() {
        MemoryShardStore.Disk disk = new MemoryShardStore.Disk();
        ShardScenario crashed = new ShardScenario(scenario.log, disk, new Ledger(), ShardScenario.settings(100, 100)).serving();
        crashed.submit(add("r1"));
        crashed.step();
        crashed.store.flush();
        crashed.submit(add("r2"));
        crashed.step();

        ShardScenario restarted = new ShardScenario(scenario.log, disk, new Ledger(), ShardScenario.settings(100, 100)).serving();
        CompletableFuture<Ledger.Reply> repeated = restarted.submit(add("r2"));
        restarted.step();

        assertThat(repeated.join().number()).isEqualTo(2);
        assertThat(restarted.shard.metrics().replayed()).as("only what the disk did not have").isEqualTo(1);
        assertThat(restarted.logged()).containsExactly("r1", "r2");
    }

    /** A disk on which page's rows were lost, though its offset says that entry 1 was applied. */
    private static MemoryShardStore.Disk damaged() {
        MemoryShardStore.Disk disk = new MemoryShardStore.Disk();
        MemoryShardStore store = new MemoryShardStore(disk);
        try (ShardStore.Batch rows = store.begin()) {
            rows.commit(1);
        }
        store.flush();
        return disk;
    }
}
