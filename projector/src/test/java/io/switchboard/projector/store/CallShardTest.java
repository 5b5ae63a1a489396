package io.switchboard.projector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.listing.CallFeedback;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.Sortable;
import io.switchboard.projector.rows.StorageException;
import io.switchboard.projector.view.ReadView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallShardTest {

    private static final TopicPartition LOG = new TopicPartition("log", 0);

    @TempDir
    Path folder;

    private final StoreResources resources = new StoreResources(new NoBackground());
    private CallShard shard;

    @AfterEach
    void close() {
        shard.close();
        resources.close();
    }

    private void open() {
        shard = CallShard.open(folder.resolve("shard"), resources);
    }

    private void reopen() {
        shard.close();
        open();
    }

    private void write(CallHistory call) {
        write(call, false);
    }

    /** @param more whether more is to come */
    private void write(CallHistory call, boolean more) {
        for (StoredEvent event : call.events()) {
            try (CallBatch batch = shard.batch()) {
                batch.fold(event);
                shard.apply(batch, more);
            }
        }
    }

    private static CallHistory call(String id) {
        return new CallHistory(new Cid("default", id)).append(Facts.created(Facts.member("john")));
    }

    private List<String> found() {
        try (ReadView view = shard.view().orElseThrow()) {
            return ids(view);
        }
    }

    private static List<String> ids(ReadView view) {
        return view.calls(Filter.everything(), new Order<>(Sortable.CALLS, List.of()), Optional.empty(), 100).stream()
                .map(CallCore::cid).map(Cid::id).toList();
    }

    @Test
    void aWriteIsFoundAtOnceWithOrWithoutARefresh() {
        open();
        write(call("a"));
        assertThat(found()).containsExactly("a");
        shard.refresh();
        assertThat(found()).containsExactly("a");
        write(call("b"));
        assertThat(found()).containsExactly("a", "b");
    }

    @Test
    void manyBatchesInARowPutOffMergingUntilTwoCheckpointsSawNoMore() throws IOException {
        open();
        for (int n = 0; n < 15; n++) {
            write(call("a" + n), true);
        }
        assertThat(filesToMerge()).isEqualTo("4");
        write(call("b"), true);
        assertThat(filesToMerge()).isEqualTo("20");
        shard.checkpoint();
        assertThat(filesToMerge()).isEqualTo("20");
        shard.checkpoint();
        assertThat(filesToMerge()).isEqualTo("4");
        write(call("c"), false);
        assertThat(filesToMerge()).isEqualTo("4");
    }

    /** RocksDB writes down how it is set up, in a new file each time. */
    private String filesToMerge() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("shard/rows"))) {
            Path newest = files.filter(file -> file.getFileName().toString().matches("OPTIONS-\\d+"))
                    .max(Comparator.naturalOrder()).orElseThrow();
            return Files.readAllLines(newest).stream().map(String::strip)
                    .filter(line -> line.startsWith("level0_file_num_compaction_trigger="))
                    .map(line -> line.substring(line.indexOf('=') + 1)).findFirst().orElseThrow();
        }
    }

    @Test
    void aViewStaysAtItsMomentWhateverIsWrittenRefreshedOrIndexed() {
        open();
        write(call("a"));
        shard.refresh();
        try (ReadView view = shard.view().orElseThrow()) {
            write(call("a").append(Facts.ended()));
            write(call("b"));
            shard.refresh();
            assertThat(ids(view)).containsExactly("a");
            assertThat(view.call(new Cid("default", "a")).orElseThrow().endedAt()).isEmpty();
        }
        assertThat(found()).containsExactly("a", "b");
    }

    @Test
    void aCallThatWasShownBeforeIsShownAsEachViewHasIt() {
        Cid cid = new Cid("default", "a");
        open();
        write(call("a"));
        try (ReadView before = shard.view().orElseThrow()) {
            assertThat(before.row(cid, 10, Optional.empty()).members()).hasSize(1);
            write(call("a").append(Facts.removed("john")));
            try (ReadView after = shard.view().orElseThrow()) {
                assertThat(after.row(cid, 10, Optional.empty()).members()).isEmpty();
                assertThat(after.row(cid, 10, Optional.empty()).members()).isEmpty();
            }
            assertThat(before.row(cid, 10, Optional.empty()).members()).hasSize(1);
            assertThat(before.row(cid, 0, Optional.empty()).members()).isEmpty();
        }
    }

    @Test
    void closingKeepsWhatIsWrittenWithTheLastCommittedOffset() {
        open();
        write(call("first"));
        shard.commit(Map.of(LOG, 41L));
        write(call("first").append(Facts.removed("john")));
        write(call("second"));
        shard.refresh();
        shard.checkpoint();
        reopen();
        assertThat(shard.committedOffset(LOG)).contains(41L);
        assertThat(found()).containsExactly("first", "second");
        try (ReadView view = shard.view().orElseThrow()) {
            assertThat(view.row(new Cid("default", "first"), 10, Optional.empty()).members()).isEmpty();
        }
    }

    @Test
    void aCommitWithoutOffsetsGivesEverythingUpAndTheNextOpeningFindsNothing() {
        open();
        write(call("a"));
        shard.commit(Map.of(LOG, 41L));
        shard.refresh();
        shard.checkpoint();
        shard.commit(Map.of());
        assertThatThrownBy(() -> shard.view()).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> write(call("b"))).isInstanceOf(StorageException.class);
        reopen();
        assertThat(shard.committedOffset(LOG)).isEmpty();
        assertThat(found()).isEmpty();
    }

    @Test
    void brokenRowsAreThrownAwayToBeFoldedAgain() throws IOException {
        open();
        write(call("a"));
        shard.commit(Map.of(LOG, 41L));
        shard.close();
        Files.writeString(folder.resolve("shard/rows/CURRENT"), "no such manifest");
        open();
        assertThat(shard.committedOffset(LOG)).isEmpty();
        assertThat(found()).isEmpty();
    }

    @Test
    void aMissingIndexIsMadeFromTheRows() throws IOException {
        open();
        write(call("a"));
        write(call("b").append(new CallEvent.UserBlocked("jack", Optional.empty())));
        shard.commit(Map.of(LOG, 1L));
        shard.close();
        delete(folder.resolve("shard/index"));
        open();
        assertThat(found()).containsExactly("a", "b");
    }

    @Test
    void anIndexOfOtherRowsIsNotBelieved() throws IOException {
        open();
        write(call("a"));
        shard.commit(Map.of(LOG, 1L));
        shard.close();
        delete(folder.resolve("shard/rows"));
        open();
        assertThat(found()).isEmpty();
    }

    @Test
    void closingWaitsForOpenViews() throws Exception {
        open();
        write(call("a"));
        CompletableFuture<Void> closing;
        try (ReadView view = shard.view().orElseThrow()) {
            closing = CompletableFuture.runAsync(shard::close);
            assertThat(ids(view)).containsExactly("a");
            assertThat(closing).isNotDone();
        }
        closing.get(30, TimeUnit.SECONDS);
        assertThat(shard.view()).isEmpty();
    }

    @Test
    void aLookAtManyCallsEndsWhenTheShardIsToClose() throws Exception {
        open();
        write(call("a").append(said()));
        write(call("b").append(said()));
        AtomicReference<CompletableFuture<Void>> closing = new AtomicReference<>();
        List<String> seen = new ArrayList<>();
        Listing<CallFeedback> slow = new Listing<>("slow", CallFeedback.class, Listing.FEEDBACK.fields(),
                Listing.FEEDBACK.sortable(), Listing.FEEDBACK.rows(), row -> {
                    seen.add(row.cid().id());
                    closing.set(CompletableFuture.runAsync(shard::close));
                    awaitClosing();
                    return Listing.FEEDBACK.subject().apply(row);
                });
        Filter both = new Filter.In(slow.fields().field("call_cid"), List.of(new Value.Text("default:a"),
                new Value.Text("default:b")));
        try (ReadView view = shard.view().orElseThrow()) {
            assertThatThrownBy(() -> view.rows(slow, both, new Order<>(slow.sortable(), List.of()),
                    Optional.empty(), 10)).isInstanceOf(InvalidStateStoreException.class);
            assertThatThrownBy(view::activity).isInstanceOf(InvalidStateStoreException.class);
        }
        closing.get().get(30, TimeUnit.SECONDS);
        assertThat(seen).hasSize(1);
    }

    private static CallEvent said() {
        return new CallEvent.FeedbackSubmitted(Optional.of("john"), Optional.empty(), Optional.empty(), 4, Optional.empty(),
                "ios", "1.0", Facts.json("{}"));
    }

    private void awaitClosing() {
        Optional<ReadView> other = shard.view();
        while (other.isPresent()) {
            other.get().close();
            other = shard.view();
        }
    }

    @Test
    void aFailureInTheBackgroundIsToldToTheNextWriterAndReader() {
        open();
        shard.fail(new IllegalStateException("disk full"));
        assertThatThrownBy(() -> write(call("a"))).isInstanceOf(StorageException.class).hasRootCauseMessage("disk full");
        assertThatThrownBy(() -> shard.view()).isInstanceOf(StorageException.class).hasRootCauseMessage("disk full");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void closingWhileARefreshIsUnderWayLeavesNothingOpen() throws Exception {
        open();
        for (int i = 0; i < 90; i++) {
            write(call("closing-" + i));
            shard.commit(Map.of(LOG, (long) i));
            CompletableFuture<Void> refreshed = CompletableFuture.runAsync(shard::refresh);
            shard.close();
            refreshed.get(10, TimeUnit.SECONDS);
            open();
        }
        assertThat(found()).hasSize(90);
    }
}
