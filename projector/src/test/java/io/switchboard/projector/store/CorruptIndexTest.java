package io.switchboard.projector.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.call.Call;
import io.switchboard.events.testing.RandomHistory;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.index.IndexOfCalls;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.rows.Basis;
import io.switchboard.projector.rows.Folders;
import io.switchboard.projector.testing.Damage;
import io.switchboard.projector.testing.RandomQuestions;
import io.switchboard.projector.view.ReadView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that was harmed while nobody had it open: it is made again, and nobody gets a wrong answer from it. */
class CorruptIndexTest {

    private static final int NOTICED = 120;
    private static final int ANSWERED = 30;
    private static final int CALLS = 60;
    private static final int QUESTIONS = 15;

    @TempDir
    Path folder;

    private final RandomGenerator random = RandomSeed.generator("CorruptIndexTest");
    private final RandomQuestions questions = new RandomQuestions(random);

    @Test
    void anyHarmToAnyFileIsNoticedWhenOpening() throws IOException {
        Basis rows = new Basis(UUID.randomUUID(), 1);
        Path index = folder.resolve("index");
        for (int n = 0; n < NOTICED; n++) {
            boolean several = n % 2 == 0;
            write(index, rows, several);
            assertThat(isNew(index, rows)).as("an index nobody harmed").isFalse();
            Damage damage = Damage.any(random);
            damage.to(index, random);
            assertThat(isNew(index, rows)).as("%s, round %s", damage, n).isTrue();
        }
    }

    @Test
    void anIndexThatIsOlderThanItsRowsTakeItForIsNoticed() throws IOException {
        UUID rows = UUID.randomUUID();
        Path index = folder.resolve("index");
        write(index, new Basis(rows, 3), false);
        assertThat(isNew(index, new Basis(rows, 2))).as("the rows are behind, as after a crash").isFalse();
        assertThat(isNew(index, new Basis(rows, 3))).isFalse();
        assertThat(isNew(index, new Basis(rows, 4))).as("an older copy").isTrue();
    }

    @Test
    void somethingElseInItsPlaceIsPutAway() throws IOException {
        Basis rows = new Basis(UUID.randomUUID(), 1);
        Path file = Files.writeString(folder.resolve("file"), "no index");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        Path full = folder.resolve("full");
        Files.writeString(Files.createDirectories(full.resolve("index")).resolve("copy"), "no index");
        for (Path index : List.of(file, link, full)) {
            assertThat(isNew(index, rows)).as("%s", index).isTrue();
            write(index, rows, false);
            assertThat(isNew(index, rows)).as("%s", index).isFalse();
        }
    }

    @Test
    void olderCopiesOfAllIndexesMissNothing() throws IOException {
        try (WrittenShard shard = new WrittenShard(folder, random, new NoBackground(),
                n -> new Cid("default", "call-" + n))) {
            Path copies = folder.resolve("copies");
            for (int n = 0; n < CALLS; n++) {
                shard.createCall();
            }
            shard.commit();
            shard.harmAll(index -> copy(index, copies.resolve(index.getFileName())), () -> ask(shard));
            for (int n = 0; n < CALLS; n++) {
                shard.createCall();
                shard.write();
            }
            shard.refresh();
            shard.checkpoint();
            shard.commit();
            shard.harmAll(index -> {
                Folders.empty(index);
                copy(copies.resolve(index.getFileName()), index);
            }, () -> ask(shard));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** Makes an index of one segment, or of several with deletions. */
    private void write(Path folder, Basis rows, boolean several) throws IOException {
        try (IndexOfCalls index = new IndexOfCalls(folder, rows)) {
            for (int n = 0; n < 12; n++) {
                Call call = Call.apply(Optional.empty(), new RandomHistory(random, new Cid("default", "call-" + n % 10))
                        .step().history().events().getFirst());
                index.put(call.core(), call.members().keySet());
                if (several && n % 4 == 3) {
                    index.reader().close();
                }
            }
            index.commit(rows.checkpoint());
        }
    }

    private static boolean isNew(Path folder, Basis rows) {
        try (IndexOfCalls index = new IndexOfCalls(folder, rows)) {
            return index.isNew();
        }
    }

    @Test
    void whatWasHarmedAnswersRightAtOnceAndAfterwards() throws IOException {
        try (WrittenShard shard = new WrittenShard(folder, random, new NoBackground(),
                n -> new Cid("default", "call-" + n))) {
            for (int n = 0; n < CALLS; n++) {
                shard.createCall();
            }
            for (int n = 0; n < 10 * CALLS; n++) {
                shard.write();
            }
            for (int n = 0; n < ANSWERED; n++) {
                shard.write();
                shard.refresh();
                shard.write();
                shard.commit();
                long before = shard.callsRemade();
                shard.harm(index -> Damage.any(random).to(index, random), () -> ask(shard));
                assertThat(shard.callsRemade() - before).as("calls told of while the index is made")
                        .isGreaterThanOrEqualTo(shard.created());
                shard.write();
                shard.refresh();
                ask(shard);
            }
        }
    }

    private <T> void ask(ReadView view, WrittenShard shard, Listing<T> listing) {
        Question.rows(listing, Filter.everything(), questions.rowOrder(listing)).compare(view, shard.oracle(), 1_000);
        for (int n = 0; n < QUESTIONS; n++) {
            Question.rows(listing, questions.rowFilter(listing, shard.oracle().all(listing)), questions.rowOrder(listing))
                    .compare(view, shard.oracle(), 20);
        }
    }

    private void ask(WrittenShard shard) {
        List<Call> calls = List.copyOf(shard.oracle().calls().values());
        try (ReadView view = shard.view()) {
            Question.calls(Filter.everything(), questions.callOrder()).compare(view, shard.oracle(), 1_000);
            for (int n = 0; n < QUESTIONS; n++) {
                Question.calls(questions.callFilter(calls), questions.callOrder()).compare(view, shard.oracle(), 20);
            }
            Listing.ALL.forEach(listing -> ask(view, shard, listing));
        }
    }
}
