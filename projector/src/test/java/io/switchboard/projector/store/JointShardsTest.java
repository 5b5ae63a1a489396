package io.switchboard.projector.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.explain.IndexTrace;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.testing.RandomQuestions;
import io.switchboard.projector.view.CallSearch;
import io.switchboard.projector.view.ReadView;
import io.switchboard.projector.view.RowSearch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several shards searched as one against looking at every call of each: random histories, refreshed at random moments,
 * random filters and orders, and pages that begin at a random call, by one seed.
 */
class JointShardsTest {

    private static final int SHARDS = 3;
    private static final int STEPS = 3_000;
    private static final int MOST_CALLS = 40;
    private static final int LARGEST_PAGE = 30;

    @TempDir
    Path folder;

    private final RandomGenerator random = RandomSeed.generator("JointShardsTest");
    private final RandomQuestions questions = new RandomQuestions(random);
    private List<WrittenShard> shards = List.of();
    private int answered;

    @AfterEach
    void close() {
        shards.forEach(WrittenShard::close);
    }

    @Test
    void everyAnswerIsTheOneOfLookingAtEachCallOfEachShard() {
        shards = IntStream.range(0, SHARDS).mapToObj(this::shard).toList();
        for (int step = 0; step < STEPS; step++) {
            WrittenShard shard = shards.get(random.nextInt(SHARDS));
            int dice = random.nextInt(100);
            if (dice < 5) {
                shard.refresh();
            } else if (dice < 55) {
                write(shard);
            } else if (dice < 75) {
                ask();
            } else {
                ask(Listing.ALL.get(random.nextInt(Listing.ALL.size())));
            }
        }
        assertThat(answered).as("questions with an answer").isGreaterThan(STEPS / 10);
    }

    private WrittenShard shard(int number) {
        return new WrittenShard(folder.resolve("shard" + number), random, new NoBackground(),
                n -> new Cid(random.nextBoolean() ? "default" : "livestream", "call-" + n + "-" + number));
    }

    private void write(WrittenShard shard) {
        if (shard.created() == 0 || shard.created() < MOST_CALLS && random.nextInt(6) == 0) {
            shard.createCall();
        } else {
            shard.write();
        }
    }

    private void ask() {
        List<Call> calls = shards.stream().flatMap(shard -> shard.oracle().calls().values().stream()).toList();
        if (calls.isEmpty()) {
            return;
        }
        Filter filter = questions.callFilter(calls);
        Order<CallCore> order = questions.eitherWay(questions.callOrder());
        Optional<Order.Place> start = Optional.of(order.place(calls.get(random.nextInt(calls.size())).core()))
                .filter(place -> random.nextBoolean());
        int count = 1 + random.nextInt(LARGEST_PAGE);
        List<CallCore> expected = shards.stream()
                .flatMap(shard -> shard.oracle().calls(filter, order, start, count).stream()).sorted(order).limit(count)
                .toList();
        assertThat(found(filter, order, start, count)).as("%s %s backward %s", filter, order.keys(), order.backward())
                .isEqualTo(expected);
        answered += expected.isEmpty() ? 0 : 1;
    }

    private <T> void ask(Listing<T> listing) {
        List<T> rows = shards.stream().flatMap(shard -> shard.oracle().all(listing).stream()).toList();
        Filter filter = questions.rowFilter(listing, rows);
        Order<T> order = questions.eitherWay(questions.rowOrder(listing));
        Optional<Order.Place> start = rows.isEmpty() || random.nextBoolean() ? Optional.empty()
                : Optional.of(order.place(rows.get(random.nextInt(rows.size()))));
        int count = 1 + random.nextInt(LARGEST_PAGE);
        List<T> expected = rows.stream().filter(row -> listing.matches(filter, row) && order.isAfter(start, row))
                .sorted(order).limit(count).toList();
        List<T> found = ofViews(views -> new RowSearch<>(views, listing, new IndexTrace(random.nextBoolean()))
                .first(filter, order, start, count));
        assertThat(found).as("%s %s %s backward %s", listing.name(), filter, order.keys(), order.backward())
                .isEqualTo(expected);
    }

    private List<CallCore> found(Filter filter, Order<CallCore> order, Optional<Order.Place> start, int count) {
        return ofViews(views -> new CallSearch(views, new IndexTrace(random.nextBoolean()))
                .first(filter, order, start, count).stream()
                .map(hit -> views.get(hit.shard()).call(hit.cid()).orElseThrow()).toList());
    }

    private <R> R ofViews(Function<List<ReadView>, R> question) {
        List<ReadView> views = new ArrayList<>();
        try {
            shards.forEach(shard -> views.add(shard.view()));
            return question.apply(views);
        } finally {
            views.forEach(ReadView::close);
        }
    }
}
