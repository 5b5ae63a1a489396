package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A log whose owner can be held between having decided and writing, as a stopped process would be. */
final class GatedLog implements ShardLog {

    private final ShardLog log;
    private final AtomicBoolean armed = new AtomicBoolean();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    GatedLog(ShardLog log) {
        this.log = log;
    }

    /** The next append is held. */
    void holdNextAppend() {
        armed.set(true);
    }

    void awaitHeld() throws InterruptedException {
        assertThat(held.await(40, TimeUnit.SECONDS)).as("an append came to the gate").isTrue();
    }

    void resume() {
        gate.countDown();
    }

    @Override
    public long append(List<LogRecord> records) {
        if (armed.getAndSet(false)) {
            held.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return log.append(records);
    }

    @Override
    public void fence() {
        log.fence();
    }

    @Override
    public long end() {
        return log.end();
    }

    @Override
    public long tip() {
        return log.tip();
    }

    @Override
    public Chunk read(long from, Duration wait) {
        return log.read(from, wait);
    }

    @Override
    public void wakeup() {
        log.wakeup();
    }

    @Override
    public void close() {
        log.close();
    }
}
