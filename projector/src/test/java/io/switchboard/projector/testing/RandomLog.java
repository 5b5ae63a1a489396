package io.switchboard.projector.testing;

import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.testing.RandomHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random events of many calls, appended to a log and to an oracle alike. Not thread-safe. */
public final class RandomLog {

    private final RandomGenerator random;
    private final TestLog log;
    private final Oracle oracle = new Oracle();
    private final List<RandomHistory> histories = new ArrayList<>();
    private final String prefix;

    /** @param prefix of the calls' ids, so that tests share a log without sharing calls */
    public RandomLog(RandomGenerator random, TestLog log, String prefix) {
        this.random = random;
        this.log = log;
        this.prefix = prefix;
    }

    public Oracle oracle() {
        return oracle;
    }

    /** Appends this many batches of one to five events, each batch of one call in one transaction. */
    public void append(int batches) {
        for (int i = 0; i < batches; i++) {
            List<StoredEvent> batch = batch();
            log.append(batch);
            batch.forEach(oracle::apply);
        }
    }

    private List<StoredEvent> batch() {
        if (histories.isEmpty() || random.nextInt(3) == 0) {
            histories.add(new RandomHistory(random, new Cid(random.nextBoolean() ? "default" : "livestream",
                    prefix + histories.size())));
        }
        RandomHistory history = histories.get(random.nextInt(histories.size()));
        List<StoredEvent> batch = new ArrayList<>();
        for (int n = 1 + random.nextInt(5); n > 0; n--) {
            batch.add(history.step().history().events().getLast());
        }
        return batch;
    }
}
