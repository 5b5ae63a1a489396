package io.switchboard.command.shard;

import static io.switchboard.command.shard.ShardScenario.add;
import static io.switchboard.command.shard.ShardScenario.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.shard.ShardUnavailableException.Reason;
import io.switchboard.events.table.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an owner does with commands and timers while all goes well. */
class ShardServingTest {

    private final ShardScenario scenario = new ShardScenario();

    @Test
    void aFollowerRefusesCommandsAndSaysThatNothingWasWritten() {
        CompletableFuture<Ledger.Reply> answer = scenario.submit(add("r1"));

        assertThat(refusal(answer)).isEqualTo(Reason.NOT_OWNER);
        assertThat(refusal(answer).nothingWritten()).isTrue();
    }

    @Test
    void aFollowerReadsAlongAndHasEverythingWhenItClaims() {
        ShardScenario owner = scenario.serving();
        ShardScenario follower = new ShardScenario(owner.log, new MemoryShardStore.Disk(), new Ledger(), ShardScenario.settings(100, 100));
        owner.submit(add("r1"));
        owner.step();
        owner.log.mark();

        follower.steps(3);

        assertThat(Ledger.last(follower.store.committed(), "page")).isEqualTo(1);
        assertThat(follower.shard.lifecycle()).isEqualTo(Lifecycle.FOLLOWING);
    }

    @Test
    void aFollowerSaysThatItCaughtUpOnlyWhenItHasWhatWasAnsweredBeforeTheQuestion() {
        ShardScenario owner = scenario.serving();
        ShardScenario follower = new ShardScenario(owner.log, new MemoryShardStore.Disk(), new Ledger(), ShardScenario.settings(100, 100));
        CompletableFuture<Ledger.Reply> answered = owner.submit(add("r1"));
        owner.step();

        CompletableFuture<Void> caughtUp = follower.shard.caughtUp();
        follower.steps(3);
        boolean beforeTheMarker = caughtUp.isDone();
        owner.log.mark();
        follower.steps(3);

        assertThat(answered).isCompleted();
        assertThat(beforeTheMarker).isFalse();
        assertThat(caughtUp).isCompleted();
        assertThat(Ledger.last(follower.store.committed(), "page")).isEqualTo(1);
    }

    @Test
    void commandsThatComeWhileClaimingAreAnsweredAfterwards() {
        scenario.shard.claim();
        scenario.until(Lifecycle.CLAIMING);
        CompletableFuture<Ledger.Reply> answer = scenario.submit(add("r1"));

        scenario.serving().step();

        assertThat(answer).isCompletedWithValue(new Ledger.Reply("page", 1));
    }

    @Test
    void everythingThatWaitsIsOneCommitAndEachCommandSeesTheOnesBeforeIt() {
        scenario.serving();
        List<CompletableFuture<Ledger.Reply>> answers = IntStream.range(0, 50)
                .mapToObj(i -> scenario.submit(add("r" + i))).toList();

        scenario.step();

        assertThat(scenario.shard.metrics().commits()).isEqualTo(1);
        assertThat(scenario.shard.metrics().largestBatch()).isEqualTo(50);
        assertThat(answers).extracting(answer -> answer.join().number())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 50).mapToObj(Long::valueOf).toList());
    }

    @Test
    void aBatchIsBounded() {
        ShardScenario small = new ShardScenario(new MemoryLog(), new MemoryShardStore.Disk(), new Ledger(), ShardScenario.settings(3, 100)).serving();
        IntStream.range(0, 7).forEach(i -> small.submit(add("r" + i)));

        small.step();

        assertThat(small.logged()).hasSize(3);
        assertThat(small.shard.queueDepth()).isEqualTo(4);
    }

    @Test
    void aCommandThatFindsTheQueueFullIsRefused() {
        ShardScenario small = new ShardScenario(new MemoryLog(), new MemoryShardStore.Disk(), new Ledger(), ShardScenario.settings(3, 2)).serving();
        small.submit(add("r1"));
        small.submit(add("r2"));

        assertThat(refusal(small.submit(add("r3")))).isEqualTo(Reason.OVERLOADED);
    }

    @Test
    void nobodyIsAnsweredBeforeTheCommitNotEvenWhoWroteNothing() {
        scenario.serving();
        CompletableFuture<Ledger.Reply> writes = scenario.submit(add("r1"));
        CompletableFuture<Ledger.Reply> reads = scenario.submit(new Ledger.Look("page"));
        List<Boolean> answeredDuringAppend = new ArrayList<>();
        scenario.meanwhile(() -> answeredDuringAppend.add(writes.isDone() || reads.isDone()));

        scenario.step();

        assertThat(answeredDuringAppend).isNotEmpty().containsOnly(false);
        assertThat(reads).isCompletedWithValue(new Ledger.Reply("page", 1));
    }

    @Test
    void aBatchThatWritesNothingIsNotAppended() {
        scenario.serving();
        CompletableFuture<Ledger.Reply> reads = scenario.submit(new Ledger.Look("page"));

        scenario.step();

        assertThat(reads).isCompletedWithValue(new Ledger.Reply("page", 0));
        assertThat(scenario.shard.metrics().commits()).isZero();
    }

    @Test
    void aRequestSentTwiceHappensOnceAndBothGetTheSameAnswer() {
        scenario.serving();
        CompletableFuture<Ledger.Reply> first = scenario.submit(add("r1"));
        CompletableFuture<Ledger.Reply> inTheSameBatch = scenario.submit(add("r1"));
        scenario.step();
        CompletableFuture<Ledger.Reply> later = scenario.submit(add("r1"));
        scenario.step();

        assertThat(List.of(first, inTheSameBatch, later)).allMatch(answer -> answer.join().number() == 1);
        assertThat(scenario.logged()).containsExactly("r1");
    }

    @Test
    void aDefectiveCommandFailsAloneAndLeavesNoTrace() {
        scenario.serving();
        CompletableFuture<Ledger.Reply> before = scenario.submit(add("r1"));
        CompletableFuture<Ledger.Reply> stumbles = scenario.submit(new Ledger.Stumble("page"));
        CompletableFuture<Ledger.Reply> garbles = scenario.submit(new Ledger.Garble("page", "bad"));
        CompletableFuture<Ledger.Reply> after = scenario.submit(add("r2"));

        scenario.step();

        assertThat(stumbles).isCompletedExceptionally();
        assertThat(garbles).isCompletedExceptionally();
        assertThat(before.join().number()).isEqualTo(1);
        assertThat(after.join().number()).isEqualTo(2);
        assertThat(scenario.logged()).containsExactly("r1", "r2");
        assertThat(scenario.shard.metrics().failedCommands()).isEqualTo(2);
    }

    @Test
    void aCommandNotStartedBeforeItsDeadlineIsNotExecuted() {
        scenario.serving();
        CompletableFuture<Ledger.Reply> late = scenario.submit(add("r1"));
        scenario.pass(ShardScenario.CALL_TIMEOUT.plusMillis(1));

        scenario.step();

        assertThat(refusal(late)).isEqualTo(Reason.OVERLOADED);
        assertThat(scenario.logged()).isEmpty();
    }

    @Test
    void aCommandWhoseDeadlinePassesInsideTheAppendIsNotSaidToHaveFailed() {
        scenario.serving();
        CompletableFuture<Ledger.Reply> slow = scenario.submit(add("r1"));
        scenario.meanwhile(() -> {
            scenario.pass(ShardScenario.CALL_TIMEOUT.plusMillis(1));
            scenario.shard.expire();
        });

        scenario.step();

        assertThat(refusal(slow)).isEqualTo(Reason.OUTCOME_UNKNOWN);
        assertThat(scenario.logged()).containsExactly("r1");
    }

    @Test
    void anIdleOwnerAsksToBeLeftAloneUntilItsNextTimer() {
        scenario.serving();
        assertThat(scenario.shard.step()).isGreaterThanOrEqualTo(Duration.ofHours(1));
        scenario.submit(new Ledger.Remind("page", "r1", Ledger.EPOCH.plusSeconds(90)));
        scenario.step();

        Duration idle = scenario.shard.step();

        assertThat(idle).isBetween(Duration.ofSeconds(89), Duration.ofSeconds(91));
    }

    @Test
    void aTimerRingsOnceWhenItIsDueAndNotBefore() {
        scenario.serving();
        Instant due = Ledger.EPOCH.plusSeconds(90);
        scenario.submit(new Ledger.Remind("page", "r1", due));
        scenario.step();
        scenario.pass(Duration.between(scenario.now(), due).minusMillis(1));
        scenario.shard.step();
        List<String> before = scenario.logged();

        scenario.pass(Duration.ofMillis(2));
        scenario.steps(5);

        assertThat(before).containsExactly("r1");
        assertThat(scenario.logged()).containsExactly("r1", "ring-page-" + due);
    }

    @Test
    void aTimerMovedToLaterDoesNotRingAtItsFormerTime() {
        scenario.serving();
        Instant moved = Ledger.EPOCH.plusSeconds(500);
        scenario.submit(new Ledger.Remind("page", "r1", Ledger.EPOCH.plusSeconds(90)));
        scenario.submit(new Ledger.Remind("page", "r2", moved));
        scenario.step();

        scenario.pass(Duration.ofSeconds(200));
        scenario.steps(2);
        List<String> atItsFormerTime = scenario.logged();
        scenario.pass(Duration.ofSeconds(400));
        scenario.steps(2);

        assertThat(atItsFormerTime).containsExactly("r1", "r2");
        assertThat(scenario.logged()).containsExactly("r1", "r2", "ring-page-" + moved);
    }

    @Test
    void timersThatFellDueWhileNobodyOwnedTheShardRingAfterTheClaim() {
        scenario.serving();
        scenario.submit(new Ledger.Remind("page", "r1", Ledger.EPOCH.plusSeconds(90)));
        scenario.step();
        scenario.shard.stepDown();
        scenario.until(Lifecycle.FOLLOWING).pass(Duration.ofSeconds(1_000));
        scenario.steps(3);
        List<String> asFollower = scenario.logged();

        scenario.serving().step();

        assertThat(asFollower).hasSize(1);
        assertThat(scenario.logged()).hasSize(2);
    }

    @Test
    void timersThatNothingDisarmsAreTriedAtIntervalsAndNotInAHotLoop() {
        Ledger ledger = new Ledger();
        ShardScenario stuck = new ShardScenario(new MemoryLog(), new MemoryShardStore.Disk(),
                new NeverRinging(ledger), ShardScenario.settings(100, 100)).serving();
        stuck.submit(new Ledger.Remind("page", "r1", Ledger.EPOCH));
        stuck.step();
        stuck.step();

        Duration idle = stuck.shard.step();

        assertThat(idle).isBetween(Duration.ofMillis(500), Duration.ofSeconds(2));
        stuck.pass(idle);
        stuck.step();
        assertThat(stuck.shard.metrics().timers()).isEqualTo(2);
    }

    @Test
    void closingAnswersWhoWaitsAndClosesTheStore() {
        scenario.serving();
        CompletableFuture<Ledger.Reply> waits = scenario.submit(add("r1"));

        scenario.shard.close();
        scenario.step();

        assertThat(refusal(waits)).isEqualTo(Reason.STOPPED);
        assertThat(scenario.shard.lifecycle()).isEqualTo(Lifecycle.CLOSED);
        assertThat(refusal(scenario.submit(add("r2")))).isEqualTo(Reason.STOPPED);
        scenario.shard.claim();
        scenario.step();
        assertThat(scenario.shard.lifecycle()).isEqualTo(Lifecycle.CLOSED);
    }

    /** Its reminders come to nothing when they are due. */
    private record NeverRinging(Ledger ledger) implements StateMachine<Ledger.Command, Ledger.Reply> {

        @Override
        public Step<Ledger.Reply> handle(Ledger.Command command, Rows rows) {
            return ledger.handle(command instanceof Ledger.Ring ring ? new Ledger.Look(ring.page()) : command, rows);
        }

        @Override
        public void replay(LogRecord record, Rows rows) {
            ledger.replay(record, rows);
        }

        @Override
        public Optional<Instant> nextDue(Rows rows) {
            return ledger.nextDue(rows);
        }

        @Override
        public List<Ledger.Command> due(Instant now, int limit, Rows rows) {
            return ledger.due(now, limit, rows);
        }
    }
}
