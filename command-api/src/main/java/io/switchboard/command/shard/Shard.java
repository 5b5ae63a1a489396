package io.switchboard.command.shard;

import io.switchboard.command.shard.ShardUnavailableException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition's state machine, run by one thread.
 *
 * <h2>Why it is correct</h2>
 * Kafka has no conditional append, so a decision is only as good as the certainty that nobody else writes. Group
 * membership cannot give it: an owner may be suspended, replaced, and go on. Therefore:
 * <ol>
 * <li>An owner <em>fences</em> first: from then on no former owner can commit, and nothing it began becomes visible.
 *     <em>Then</em> it reads to the log end, <em>then</em> it decides. So every decision is made on the whole log, and
 *     a decision made on less can no longer be committed. {@link #claim} and {@link #stepDown} are hints about who
 *     should try; the fence is the truth.
 * <li>State changes only by {@link StateMachine#replay} of records: those just decided (live), or those read (catching
 *     up, following). Rows and log offset are one atomic write, made after the log's commit. So the rows are always
 *     the fold of a prefix of the log.
 * <li>One transaction per drained batch. Callers are answered after it is committed, also those whose command wrote
 *     nothing: their answer may rest on the others' records.
 * <li>An append whose outcome is unknown is never called failed. The shard fences again (now the outcome is settled),
 *     reads to the end, and runs the same commands again before all others: those that happened are recognised by
 *     their request id and give the remembered outcome.
 * <li>An answer that writes nothing does not pass the log, which could refuse it. So that an owner that was suspended
 *     does not answer from the past, it looks at the log end when its last proof of ownership is older than
 *     {@link ShardSettings#trust()}.
 * </ol>
 *
 * <h2>Threads</h2>
 * {@link #submit}, {@link #claim}, {@link #stepDown}, {@link #close}, {@link #expire} and the getters may be called by
 * any thread and do not wait. {@link #step} is the whole logic and belongs to one thread; it reads no clock but the one
 * given and starts nothing, so a simulation can drive it step by step. {@link ShardRunner} gives it a thread.
 *
 * @param <C> commands
 * @param <R> replies
 */
public final class Shard<C, R> implements AutoCloseable {

    private enum Role { FOLLOWER, OWNER, STOPPED }

    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration RETRY_OTHER_OWNER = Duration.ofMillis(200);
    private static final Duration RETRY_FAILED = Duration.ofSeconds(5);

    private final String name;
    private final StateMachine<C, R> machine;
    private final ShardLog log;
    private final ShardStore store;
    private final InstantSource clock;
    private final ShardSettings settings;
    private final CommandQueue<C, R> queue;
    private final ShardMetrics metrics = new ShardMetrics();
    private final Queue<CompletableFuture<Void>> leaving = new ConcurrentLinkedQueue<>();
    private final EndReaders endReaders = new EndReaders();

    private volatile Runnable waker = () -> { };
    private volatile Role wanted = Role.FOLLOWER;
    private volatile Lifecycle lifecycle = Lifecycle.FOLLOWING;
    private volatile Optional<Throwable> failure = Optional.empty();
    private volatile boolean claimAsked;
    /** Written by the shard's thread only. */
    private volatile long claimEnd;

    // The shard's thread only, from here on.
    private final CatchUp catchUp;
    private final OwnershipProof proof;
    private final TimerSchedule<C> timers;
    private final Backoff backoff;
    private final Gathering gathering;
    private boolean fenced;

    /**
     * A follower of its partition until {@link #claim} is called.
     *
     * @param name  for logs and messages, e.g. {@code call-events-3}
     * @param log   owned by the shard from now on, as is the store
     * @param clock the time of timers and deadlines
     */
    public Shard(String name, StateMachine<C, R> machine, ShardLog log, ShardStore store, InstantSource clock,
                 ShardSettings settings) {
        this.name = name;
        this.machine = machine;
        this.log = log;
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.catchUp = new CatchUp(name, machine, log, store, settings.readWait(), metrics);
        this.proof = new OwnershipProof(name, log, settings);
        this.timers = new TimerSchedule<>(name, machine, store);
        this.backoff = new Backoff(settings.minBackoff(), settings.maxBackoff());
        this.gathering = new Gathering(settings.gather(), settings.maxBatch());
        this.queue = new CommandQueue<>(settings.queueCapacity(), Reason.NOT_OWNER, RETRY_OTHER_OWNER,
                name + " is not owned here");
    }

    /**
     * Queues a command. The future completes on the shard's thread, with the reply, with the exception that deciding
     * it threw, or with a {@link ShardUnavailableException}; at the latest some time after its deadline.
     */
    public CompletableFuture<R> submit(C command) {
        CompletableFuture<R> answer = queue.offer(command, clock.instant().plus(settings.callTimeout()));
        if (!answer.isDone()) {
            waker.run();
        }
        return answer;
    }

    /** A hint that this instance should own the partition. Commands are accepted once the shard has begun to claim. */
    public void claim() {
        claimAsked = true;
        want(Role.OWNER);
    }

    /**
     * A hint that another instance should own the partition. Completes when this one has stopped deciding, or when a
     * later {@link #claim} overtook it.
     */
    public CompletableFuture<Void> stepDown() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        leaving.add(left);
        want(Role.FOLLOWER);
        return left;
    }

    /**
     * Completes when the rows hold everything that the log held at the time of the call: at once for an owner, after
     * reading on for a follower. Fails with a {@link LogException} or {@link ShardUnavailableException}.
     */
    public CompletableFuture<Void> caughtUp() {
        CompletableFuture<Void> caughtUp = endReaders.join();
        log.wakeup();
        waker.run();
        return caughtUp;
    }

    /** Asks the shard to stop for good; it is when the lifecycle says CLOSED. */
    @Override
    public void close() {
        want(Role.STOPPED);
    }

    private synchronized void want(Role role) {
        if (wanted != Role.STOPPED) {
            wanted = role;
        }
        log.wakeup();
        waker.run();
    }

    /** Refuses the commands whose deadline has passed; says when the next one will. */
    public Optional<Instant> expire() {
        return queue.expire(clock.instant());
    }

    public String name() {
        return name;
    }

    public Lifecycle lifecycle() {
        return lifecycle;
    }

    /** Why the shard is FAILED. */
    public Optional<Throwable> failure() {
        return failure;
    }

    /** The next offset of the log to apply. */
    public long offset() {
        return store.offset();
    }

    /** Where the log ended when the shard last fenced it, and so how far it reads before it serves; 0 before that. */
    public long claimEnd() {
        return claimEnd;
    }

    /** Commands waiting, without those of the running batch. */
    public int queueDepth() {
        return queue.depth();
    }

    public ShardMetrics metrics() {
        return metrics;
    }

    /** What to call when there is something to do, to end the wait that {@link #step} asked for. */
    void wakeWith(Runnable newWaker) {
        waker = newWaker;
    }

    /**
     * Does what there is to do now: one batch, one stretch of the log, or one change of state. The shard's thread only.
     *
     * @return for how long there will be nothing to do unless the shard is woken; zero: call again at once
     */
    public Duration step() {
        if (lifecycle == Lifecycle.CLOSED) {
            return LONG;
        }
        queue.expire(clock.instant());
        try {
            return switch (wanted) {
                case STOPPED -> stop();
                case FOLLOWER -> asFollower();
                case OWNER -> asOwner();
            };
        } catch (LogException e) {
            postpone(e);
            return Duration.ZERO;
        } catch (RuntimeException | Error e) {
            fail(e);
            return Duration.ZERO;
        }
    }

    private Duration asFollower() {
        if (lifecycle == Lifecycle.CLAIMING || lifecycle == Lifecycle.SERVING) {
            leave(name + " moves to another instance");
        }
        confirmLeaving();
        return lifecycle == Lifecycle.FAILED ? LONG : follow();
    }

    private Duration asOwner() {
        confirmLeaving();
        if (claimAsked) {
            claimAsked = false;
            backoff.skip();
        }
        return switch (lifecycle) {
            case FOLLOWING -> backoff.left(clock.instant()).isZero() ? beginClaim() : follow();
            case CLAIMING -> continueClaim();
            case SERVING -> serve();
            case FAILED, CLOSED -> LONG;
        };
    }

    private Duration follow() {
        Duration pause = backoff.left(clock.instant());
        if (!pause.isZero()) {
            return pause;
        }
        if (!settings.follow()) {
            return LONG;
        }
        endReaders.settle(log, store);
        catchUp.advance();
        endReaders.settle(log, store);
        backoff.succeeded();
        return Duration.ZERO;
    }

    private Duration beginClaim() {
        fenced = false;
        become(Lifecycle.CLAIMING);
        queue.open();
        return Duration.ZERO;
    }

    private Duration continueClaim() {
        Instant now = clock.instant();
        Duration pause = backoff.left(now);
        if (!pause.isZero()) {
            return pause;
        }
        if (!fenced) {
            metrics.claims.increment();
            log.fence();
            claimEnd = log.end();
            proof.claimed(now, claimEnd);
            catchUp.checkAgainst(claimEnd);
            fenced = true;
        }
        if (catchUp.advanceTo(claimEnd)) {
            machine.serving(now, store.committed());
            timers.refresh();
            become(Lifecycle.SERVING);
        }
        return Duration.ZERO;
    }

    private Duration serve() {
        endReaders.allDone();
        Instant now = clock.instant();
        List<C> due = timers.due(now, settings.maxBatch());
        Duration wait = due.isEmpty() ? gathering.left(now, queue.depth()) : Duration.ZERO;
        if (wait.isPositive()) {
            return wait;
        }
        List<Pending<C, R>> commands = queue.take(settings.maxBatch());
        if (commands.isEmpty() && due.isEmpty()) {
            return timers.left(now).map(left -> left.plusMillis(1)).filter(left -> left.compareTo(LONG) < 0).orElse(LONG);
        }
        try (ShardStore.Batch rows = store.begin()) {
            BatchRun<C, R> run = new BatchRun<>(machine, rows, now, metrics);
            due.forEach(run::decideTimer);
            if (!due.isEmpty() && run.records().isEmpty()) {
                timers.decidedNothing(now, due.size());
            }
            commands.forEach(run::decide);
            if (run.records().isEmpty()) {
                proof.renew(now, store.offset());
                answer(run);
            } else {
                commit(run, rows, now);
                gathering.committed(commands.size(), Duration.between(now, clock.instant()));
            }
            backoff.succeeded();
            return Duration.ZERO;
        } catch (LogException e) {
            refused(e);
            return Duration.ZERO;
        }
    }

    private void commit(BatchRun<C, R> run, ShardStore.Batch rows, Instant now) {
        long next = log.append(run.records());
        proof.committed(now);
        metrics.commits.increment();
        metrics.records.add(run.records().size());
        try {
            rows.commit(next);
        } finally {
            // The log has them, so they happened, whatever becomes of the local rows.
            answer(run);
        }
        timers.refresh();
    }

    private void answer(BatchRun<C, R> run) {
        run.answer();
        queue.done();
    }

    private void refused(LogException e) {
        switch (e.kind()) {
            case REJECTED, OUT_OF_RANGE -> {
                metrics.rejected.increment();
                LOG.warn("{}: the log refused a batch, nothing was written; trying again", name, e);
                queue.putBackRejected(settings.maxAttempts(), settings.maxBackoff(), "the log refuses it");
                claimAgain();
            }
            case UNKNOWN -> {
                metrics.unknown.increment();
                LOG.warn("{}: the outcome of a batch is unknown; the log will tell", name, e);
                queue.putBackUncertain();
                claimAgain();
            }
            case FENCED -> {
                queue.putBackRejected(Integer.MAX_VALUE, RETRY_OTHER_OWNER, "another instance owns " + name);
                fencedOut(e);
            }
            case FENCED_UNKNOWN -> {
                metrics.unknown.increment();
                queue.putBackUncertain();
                fencedOut(e);
            }
        }
    }

    private void claimAgain() {
        backoff.failed(clock.instant());
        fenced = false;
        become(Lifecycle.CLAIMING);
    }

    /** While the hint says that the shard belongs here it claims again, but late: the other one may be right. */
    private void fencedOut(LogException e) {
        metrics.fenced.increment();
        LOG.warn("{}: another instance owns it now; stepping down. {}", name, e.getMessage());
        backoff.pause(clock.instant());
        leave("another instance owns " + name);
    }

    private void leave(String why) {
        become(Lifecycle.FOLLOWING);
        queue.close(Reason.NOT_OWNER, RETRY_OTHER_OWNER, why);
    }

    private void postpone(LogException e) {
        LOG.warn("{}: the log cannot be used now; trying again. {}", name, e.getMessage());
        backoff.failed(clock.instant());
        fenced = false;
    }

    private void fail(Throwable e) {
        LOG.error("{} failed and needs an operator", name, e);
        failure = Optional.of(e);
        if (lifecycle != Lifecycle.FAILED) {
            become(Lifecycle.FAILED);
        }
        queue.close(Reason.UNAVAILABLE, RETRY_FAILED, name + " failed: " + e.getMessage());
        endReaders.refuseAll(new ShardUnavailableException(Reason.UNAVAILABLE, RETRY_FAILED, name + " failed"));
        confirmLeaving();
    }

    private Duration stop() {
        queue.close(Reason.STOPPED, RETRY_OTHER_OWNER, name + " was stopped");
        endReaders.refuseAll(new ShardUnavailableException(Reason.STOPPED, RETRY_OTHER_OWNER, name + " was stopped"));
        // The log is the truth, so a store that cannot be closed well costs time at the next start and nothing else.
        for (AutoCloseable resource : List.<AutoCloseable>of(store, log)) {
            try {
                resource.close();
            } catch (Exception e) {
                LOG.error("{}: cannot be closed cleanly", name, e);
            }
        }
        become(Lifecycle.CLOSED);
        confirmLeaving();
        return LONG;
    }

    private void confirmLeaving() {
        for (CompletableFuture<Void> left = leaving.poll(); left != null; left = leaving.poll()) {
            left.complete(null);
        }
    }

    private void become(Lifecycle next) {
        LOG.info("{}: {} -> {}", name, lifecycle, next);
        lifecycle = next.after(lifecycle);
    }
}
