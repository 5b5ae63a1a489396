package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.shard.MemoryLog.Weather;
import io.switchboard.command.shard.ShardUnavailableException.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A shard on its own thread. */
class ShardRunnerTest {

    private static final int MAX_BATCH = 100;
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final GatedLog log = new GatedLog(new MemoryLog().open(Weather.FAIR));
    private ShardRunner<Ledger.Command, Ledger.Reply> runner;

    @AfterEach
    void stop() {
        log.resume();
        runner.close();
    }

    private void serve() {
        serve(Duration.ofMinutes(1));
    }

    private void serve(Duration callTimeout) {
        ShardSettings settings = new ShardSettings(MAX_BATCH, 10_000, callTimeout, false, Duration.ZERO, Duration.ofMillis(1),
                Duration.ofMillis(10), 3, Duration.ofMillis(1), Duration.ofSeconds(1));
        runner = ShardRunner.start(new Shard<>("ledger-0", new Ledger(), log,
                new MemoryShardStore(new MemoryShardStore.Disk()), InstantSource.system(), settings), InstantSource.system());
        runner.shard().claim();
        Await.until("it serves", () -> runner.shard().lifecycle() == Lifecycle.SERVING);
    }

    @Test
    void callersThatComeDuringACommitShareTheNextOnes() throws Exception {
        serve();
        log.holdNextAppend();
        List<CompletableFuture<Ledger.Reply>> answers = new ArrayList<>();
        answers.add(runner.submit(new Ledger.Add("page", "first")));
        log.awaitHeld();
        answers.addAll(IntStream.range(0, 2_000).parallel()
                .mapToObj(i -> runner.submit(new Ledger.Add("page", "r" + i))).toList());

        log.resume();

        assertThat(answers).extracting(answer -> answer.join().number()).doesNotHaveDuplicates().hasSize(2_001);
        assertThat(runner.shard().metrics().commits()).as("one, then full batches").isEqualTo(1 + 2_000 / MAX_BATCH);
    }

    @Test
    void callersGetTheirAnswerInTimeThoughTheThreadIsStuckInTheLog() throws Exception {
        serve(SHORT);
        log.holdNextAppend();
        CompletableFuture<Ledger.Reply> inside = runner.submit(new Ledger.Add("page", "r1"));
        log.awaitHeld();
        CompletableFuture<Ledger.Reply> waiting = runner.submit(new Ledger.Add("page", "r2"));

        assertThat(reason(inside)).isEqualTo(Reason.OUTCOME_UNKNOWN);
        assertThat(reason(waiting)).isEqualTo(Reason.OVERLOADED);
    }

    @Test
    void aCommandAfterAllDeadlinesWerePassedIsWatchedToo() throws Exception {
        serve(SHORT);
        CompletableFuture<Ledger.Reply> first = runner.submit(new Ledger.Add("page", "r1"));
        Await.until("the first is done with", first::isDone);
        log.holdNextAppend();
        CompletableFuture<Ledger.Reply> inside = runner.submit(new Ledger.Add("page", "r2"));
        log.awaitHeld();

        assertThat(reason(inside)).isEqualTo(Reason.OUTCOME_UNKNOWN);
    }

    @Test
    void anIdleShardIsParkedAndACommandWakesIt() {
        serve();
        Thread thread = Thread.getAllStackTraces().keySet().stream()
                .filter(candidate -> candidate.getName().equals("shard-ledger-0") && candidate.isAlive())
                .filter(candidate -> candidate.getState() != Thread.State.TERMINATED).findFirst().orElseThrow();

        Await.until("it is parked", () -> thread.getState() == Thread.State.TIMED_WAITING);

        assertThat(runner.submit(new Ledger.Add("page", "r1")).join().number()).isEqualTo(1);
    }

    @Test
    void closingWhileCallersComeAnswersAllOfThem() throws Exception {
        serve();
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<List<CompletableFuture<Ledger.Reply>>> callers = CompletableFuture.supplyAsync(() ->
                IntStream.range(0, 5_000).mapToObj(i -> {
                    started.countDown();
                    return runner.submit(new Ledger.Add("page", "r" + i));
                }).toList());
        started.await();

        runner.close();

        assertThat(callers.join()).allMatch(answer -> answer.handle((reply, failure) -> true).join());
        assertThat(runner.shard().lifecycle()).isEqualTo(Lifecycle.CLOSED);
    }

    private static Reason reason(CompletableFuture<?> answer) {
        try {
            answer.join();
            throw new AssertionError("was answered");
        } catch (CompletionException e) {
            return ((ShardUnavailableException) e.getCause()).reason();
        }
    }
}
