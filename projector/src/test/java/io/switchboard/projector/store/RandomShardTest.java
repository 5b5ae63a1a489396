package io.switchboard.projector.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallFold;
import io.switchboard.events.call.Member;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.testing.RandomHistory;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.testing.Oracle;
import io.switchboard.projector.testing.RandomQuestions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The index with its overlay against looking at every call: random histories, and between the events random filters,
 * orders, page walks, refreshes, checkpoints, commits, clean reopenings and crashes, all by one seed.
 */
class RandomShardTest {

    private static final TopicPartition CHANGELOG = new TopicPartition("changelog", 0);
    private static final int STEPS = 4_000;
    private static final int MOST_CALLS = 50;

    @TempDir
    Path folder;

    private final RandomGenerator random = RandomSeed.generator("RandomShardTest");
    private final RandomQuestions questions = new RandomQuestions(random);
    private final List<RandomHistory> histories = new ArrayList<>();
    /** Every event and the rows it changed, which is what the changelog holds; an offset counts events. */
    private final List<Written> log = new ArrayList<>();
    private final List<CallShard> crashed = new ArrayList<>();
    private final StoreResources resources = new StoreResources(new NoBackground());
    private Oracle oracle = new Oracle();
    private CallShard shard;
    private Path home;
    private int committed;

    private record Written(StoredEvent event, List<Row> rows) {
    }

    @AfterEach
    void close() {
        shard.close();
        crashed.forEach(CallShard::close);
        resources.close();
    }

    @Test
    void everyAnswerIsTheOneOfLookingAtEachCall() throws IOException {
        home = folder.resolve("0");
        shard = CallShard.open(home, resources);
        for (int step = 0; step < STEPS; step++) {
            int dice = random.nextInt(1_000);
            if (dice < 15) {
                shard.refresh();
            } else if (dice < 25) {
                shard.checkpoint();
            } else if (dice < 45) {
                commit();
            } else if (dice < 47) {
                shard.close();
                reopen();
            } else if (dice < 51) {
                crash();
                reopen();
            } else if (dice < 450) {
                write();
            } else {
                ask();
            }
        }
    }

    private void write() {
        if (histories.size() < 3 || histories.size() < MOST_CALLS && random.nextInt(6) == 0) {
            histories.add(new RandomHistory(random, new Cid(random.nextBoolean() ? "default" : "livestream",
                    "call-" + histories.size())));
        }
        RandomHistory history = histories.get(random.nextInt(histories.size()));
        apply(history.step().history().events().getLast());
    }

    private void apply(StoredEvent event) {
        ShardRows rows = new ShardRows(shard);
        CallFold.apply(event, new CallTable(rows));
        shard.apply(rows.changes());
        oracle.apply(event);
        log.add(new Written(event, rows.changes()));
    }

    private void commit() {
        committed = log.size();
        shard.commit(Map.of(CHANGELOG, (long) committed));
    }

    /** Leaves behind what a killed process leaves: what was on disk at this moment. */
    private void crash() throws IOException {
        crashed.add(shard);
        Path source = home;
        int attempt = 0;
        do {
            home = folder.resolve(crashed.size() + "-" + attempt++);
        } while (!copied(source, home));
    }

    /** False when RocksDB tidied up meanwhile, so that the copy is not of one moment. */
    private static boolean copied(Path source, Path target) throws IOException {
        try {
            List<Path> before = files(source);
            for (Path file : before) {
                Files.copy(file, target.resolve(source.relativize(file).toString()));
            }
            return files(source).equals(before);
        } catch (NoSuchFileException | UncheckedIOException tidiedUp) {
            return false;
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    /** Opens, restores what the changelog has, checks, and folds the rest again. */
    private void reopen() {
        shard = CallShard.open(home, resources);
        int offset = Math.toIntExact(shard.committedOffset(CHANGELOG).orElse(0L));
        assertThat(offset).isLessThanOrEqualTo(committed);
        oracle = new Oracle();
        log.subList(0, offset).forEach(written -> oracle.apply(written.event));
        compare(Filter.everything(), questions.callOrder(), 1_000);
        log.subList(offset, committed).forEach(written -> {
            shard.restore(written.rows);
            oracle.apply(written.event);
        });
        shard.commit(Map.of(CHANGELOG, (long) committed));
        compare(Filter.everything(), questions.callOrder(), 1_000);
        List<Written> again = List.copyOf(log.subList(committed, log.size()));
        log.subList(committed, log.size()).clear();
        again.forEach(written -> apply(written.event));
    }

    private void ask() {
        List<Call> calls = List.copyOf(oracle.calls().values());
        if (calls.isEmpty()) {
            return;
        }
        if (random.nextInt(8) == 0) {
            compareRows(Listing.SESSION_STATS);
            compareRows(Listing.FEEDBACK);
            compareActivity();
        } else if (random.nextInt(4) == 0) {
            askMembers(calls.get(random.nextInt(calls.size())));
        } else {
            compare(questions.callFilter(calls), questions.callOrder(), 3 + random.nextInt(30));
        }
    }

    private void askMembers(Call call) {
        Filter filter = questions.memberFilter(call);
        Order<Member> order = questions.memberOrder();
        Cid cid = call.core().cid();
        try (ReadView view = shard.view().orElseThrow()) {
            walk(order, oracle.members(cid, filter, order, Optional.empty(), 1_000),
                    (way, start) -> view.members(cid, filter, way, start, 2), 2);
        }
    }

    private <T> void compareRows(Listing<T> listing) {
        Filter filter = questions.rowFilter(listing, oracle.all(listing));
        Order<T> order = questions.rowOrder(listing);
        int pageSize = 1 + random.nextInt(20);
        try (ReadView view = shard.view().orElseThrow()) {
            walk(order, oracle.rows(listing, filter, order),
                    (way, start) -> view.rows(listing, filter, way, start, pageSize), pageSize);
        }
    }

    private void compareActivity() {
        try (ReadView view = shard.view().orElseThrow()) {
            assertThat(view.activity()).isEqualTo(oracle.activity());
        }
    }

    private void compare(Filter filter, Order<CallCore> order, int pageSize) {
        try (ReadView view = shard.view().orElseThrow()) {
            walk(order, oracle.calls(filter, order, Optional.empty(), Integer.MAX_VALUE),
                    (way, start) -> view.calls(filter, way, start, pageSize), pageSize);
        }
    }

    /** Walks all pages one way, all pages the other way, and turns around at a random row. */
    private <T> void walk(Order<T> order, List<T> expected, BiFunction<Order<T>, Optional<Order.Place>, List<T>> page,
                          int pageSize) {
        assertThat(all(order, page, pageSize)).as("%s", order.keys()).isEqualTo(expected);
        assertThat(all(order.reversed(), page, pageSize)).as("%s backward", order.keys()).isEqualTo(expected.reversed());
        if (!expected.isEmpty()) {
            int at = random.nextInt(expected.size());
            Optional<Order.Place> place = Optional.of(order.place(expected.get(at)));
            assertThat(page.apply(order.reversed(), place)).as("%s before row %d", order.keys(), at)
                    .isEqualTo(expected.subList(Math.max(0, at - pageSize), at).reversed());
        }
    }

    private static <T> List<T> all(Order<T> order, BiFunction<Order<T>, Optional<Order.Place>, List<T>> page, int pageSize) {
        List<T> all = new ArrayList<>();
        Optional<Order.Place> start = Optional.empty();
        List<T> rows;
        do {
            rows = page.apply(order, start);
            all.addAll(rows);
            start = rows.isEmpty() ? start : Optional.of(order.place(rows.getLast()));
        } while (rows.size() == pageSize);
        return all;
    }
}
