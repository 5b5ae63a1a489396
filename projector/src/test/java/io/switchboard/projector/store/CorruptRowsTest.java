package io.switchboard.projector.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.call.Call;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.testing.Damage;
import io.switchboard.projector.testing.RandomQuestions;
import io.switchboard.projector.view.ReadView;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Row files that were harmed while nobody had them open. Whoever meets the damage, however late, is refused; what is
 * answered is right, before and after the rows are thrown away.
 */
class CorruptRowsTest {

    private static final int OPENINGS = 40;
    private static final int CALLS = 50;
    private static final int WRITES = 20;
    private static final int QUESTIONS = 5;

    @TempDir
    Path folder;

    private final RandomGenerator random = RandomSeed.generator("CorruptRowsTest");
    private final RandomQuestions questions = new RandomQuestions(random);

    @Test
    void everyAnswerIsRightOrRefusedAndThenRight() {
        int noticed = 0;
        try (WrittenShard shard = new WrittenShard(folder, random, new NoBackground(),
                n -> new Cid("default", "call-" + n))) {
            for (int n = 0; n < CALLS; n++) {
                shard.createCall();
            }
            for (int n = 0; n < OPENINGS; n++) {
                write(shard);
                boolean asked = random.nextBoolean();
                Runnable check = () -> {
                    if (asked) {
                        ask(shard);
                    }
                };
                if (shard.harmRows(this::flip, check, () -> {
                    write(shard);
                    ask(shard);
                })) {
                    noticed++;
                }
            }
        }
        assertThat(noticed).as("openings at which the damage was met").isGreaterThan(OPENINGS / 3);
    }

    private void flip(Path rows) {
        (random.nextInt(4) == 0 ? Damage.FLIPPED_BYTES_IN_SEVERAL_FILES : Damage.FLIPPED_BYTE).to(rows, ".sst", random);
    }

    private void write(WrittenShard shard) {
        for (int n = 0; n < WRITES; n++) {
            shard.write();
        }
        if (random.nextBoolean()) {
            shard.refresh();
        }
        if (random.nextBoolean()) {
            shard.checkpoint();
        }
        shard.commit();
    }

    private void ask(WrittenShard shard) {
        List<Call> calls = List.copyOf(shard.oracle().calls().values());
        try (ReadView view = shard.view()) {
            // Right after an opening that threw everything away there are no calls.
            for (int n = 0; n < QUESTIONS && !calls.isEmpty(); n++) {
                Question.calls(questions.callFilter(calls), questions.eitherWay(questions.callOrder()))
                        .compare(view, shard.oracle(), 20);
                Call call = calls.get(random.nextInt(calls.size()));
                Question.members(call.core().cid(), questions.memberFilter(call), questions.memberOrder())
                        .compare(view, shard.oracle(), 2);
            }
            Question.rows(Listing.FEEDBACK, Filter.everything(), questions.rowOrder(Listing.FEEDBACK))
                    .compare(view, shard.oracle(), 20);
            Question.calls(Filter.everything(), questions.callOrder()).compare(view, shard.oracle(), 1_000);
        }
    }
}
