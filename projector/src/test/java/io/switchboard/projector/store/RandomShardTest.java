package io.switchboard.projector.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.call.Call;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.testing.RandomQuestions;
import io.switchboard.projector.view.ReadView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The index with its overlay against looking at every call: random histories, and between the events random filters,
 * orders, page walks, refreshes, checkpoints, commits, clean reopenings and crashes, all by one seed.
 */
class RandomShardTest {

    private static final int STEPS = 4_000;
    private static final int MOST_CALLS = 50;

    @TempDir
    Path folder;

    private final RandomGenerator random = RandomSeed.generator("RandomShardTest");
    private final RandomQuestions questions = new RandomQuestions(random);
    private WrittenShard shard;

    @AfterEach
    void close() {
        shard.close();
    }

    @Test
    void everyAnswerIsTheOneOfLookingAtEachCall() throws IOException {
        shard = new WrittenShard(folder, random, new NoBackground(),
                n -> new Cid(random.nextBoolean() ? "default" : "livestream", "call-" + n));
        for (int step = 0; step < STEPS; step++) {
            int dice = random.nextInt(1_000);
            if (dice < 15) {
                shard.refresh();
            } else if (dice < 25) {
                shard.checkpoint();
            } else if (dice < 45) {
                shard.commit();
            } else if (dice < 47) {
                shard.restart(this::compareAll);
            } else if (dice < 51) {
                shard.crash(this::compareAll);
            } else if (dice < 450) {
                write();
            } else {
                ask();
            }
        }
    }

    private void write() {
        if (shard.created() < 3 || shard.created() < MOST_CALLS && random.nextInt(6) == 0) {
            shard.createCall();
        } else {
            shard.write();
        }
    }

    private void compareAll() {
        try (ReadView view = shard.view()) {
            Question.calls(Filter.everything(), questions.eitherWay(questions.callOrder()))
                    .compare(view, shard.oracle(), 1_000);
            Listing.ALL.forEach(listing -> compareAll(view, listing));
        }
    }

    private <T> void compareAll(ReadView view, Listing<T> listing) {
        Question.rows(listing, Filter.everything(), questions.eitherWay(questions.rowOrder(listing)))
                .compare(view, shard.oracle(), 1_000);
    }

    private void ask() {
        List<Call> calls = List.copyOf(shard.oracle().calls().values());
        if (calls.isEmpty()) {
            return;
        }
        try (ReadView view = shard.view()) {
            if (random.nextInt(8) == 0) {
                Listing.ALL.forEach(listing -> compareRows(view, listing));
                assertThat(view.activity()).isEqualTo(shard.oracle().activity());
            } else if (random.nextInt(4) == 0) {
                compareMembers(view, calls.get(random.nextInt(calls.size())));
            } else {
                Question.calls(questions.callFilter(calls), questions.eitherWay(questions.callOrder()))
                        .compare(view, shard.oracle(), 3 + random.nextInt(30));
            }
        }
    }

    private void compareMembers(ReadView view, Call call) {
        Question.members(call.core().cid(), questions.memberFilter(call), questions.eitherWay(questions.memberOrder()))
                .compare(view, shard.oracle(), 2);
    }

    private <T> void compareRows(ReadView view, Listing<T> listing) {
        Question.rows(listing, questions.rowFilter(listing, shard.oracle().all(listing)),
                        questions.eitherWay(questions.rowOrder(listing)))
                .compare(view, shard.oracle(), 1 + random.nextInt(20));
    }
}
