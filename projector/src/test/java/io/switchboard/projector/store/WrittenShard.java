package io.switchboard.projector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.testing.RandomHistory;
import io.switchboard.projector.rows.DamagedRowsException;
import io.switchboard.projector.search.Windowing;
import io.switchboard.projector.testing.Oracle;
import io.switchboard.projector.view.ReadView;
import io.switchboard.projector.view.ViewResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * A shard that random events are written to, and an oracle that hears the same: committed, closed, crashed, restored
 * from the log as Kafka Streams does it. For one thread.
 */
final class WrittenShard implements AutoCloseable {

    private static final TopicPartition LOG = new TopicPartition("log", 0);

    private final Path folder;
    private final RandomGenerator random;
    private final StoreResources resources;
    private final IntFunction<Cid> names;
    private final List<RandomHistory> histories = new ArrayList<>();
    /** An offset counts events. */
    private final List<StoredEvent> log = new ArrayList<>();
    private final List<CallShard> crashed = new ArrayList<>();
    private Oracle oracle = new Oracle();
    private CallShard shard;
    private Optional<CallBatch> batch = Optional.empty();
    private Path home;
    private int committed;

    /** @param names of the calls, by their number */
    WrittenShard(Path folder, RandomGenerator random, Background background, IntFunction<Cid> names) {
        this.folder = folder;
        this.random = random;
        this.resources = new StoreResources(background, new ViewResources(random.nextInt(3) == 0 ? Windowing.STANDARD
                : new Windowing(random.nextInt(4), random.nextInt(4), 1 + random.nextInt(5), 1 + random.nextInt(5),
                        random.nextInt(8))));
        this.names = names;
        this.home = folder.resolve("0");
        this.shard = CallShard.open(home, resources);
    }

    Oracle oracle() {
        return oracle;
    }

    ReadView view() {
        show();
        return shard.view().orElseThrow();
    }

    void refresh() {
        shard.refresh();
    }

    void checkpoint() {
        shard.checkpoint();
    }

    void createCall() {
        histories.add(new RandomHistory(random, names.apply(histories.size())));
        write(histories.size() - 1);
    }

    /** Of all indexes that had to be made from the rows. */
    long callsRemade() {
        return resources.remaking().calls();
    }

    int created() {
        return histories.size();
    }

    /** One more event of some call, which it returns. */
    Cid write() {
        return write(random.nextInt(histories.size()));
    }

    private Cid write(int call) {
        StoredEvent event = histories.get(call).step().history().events().getLast();
        apply(event);
        return event.envelope().cid();
    }

    private void apply(StoredEvent event) {
        fold(event);
        oracle.apply(event);
        log.add(event);
    }

    private void fold(StoredEvent event) {
        if (batch.isEmpty()) {
            batch = Optional.of(shard.batch());
        }
        batch.get().fold(event);
        if (random.nextBoolean()) {
            show();
        }
    }

    /** Events are written together in any number, but before anybody asks or commits. */
    private void show() {
        batch.ifPresent(folded -> {
            shard.apply(folded, random.nextBoolean());
            folded.close();
        });
        batch = Optional.empty();
    }

    private void forget() {
        batch.ifPresent(CallBatch::close);
        batch = Optional.empty();
    }

    void commit() {
        show();
        committed = log.size();
        shard.commit(Map.of(LOG, (long) committed));
    }

    /** Stops as it should and starts again; {@code check} runs at each moment at which somebody could ask. */
    void restart(Runnable check) {
        forget();
        shard.close();
        reopen(check);
    }

    /** Stops as it should, and finds one of its indexes changed when it starts again. */
    void harm(Consumer<Path> index, Runnable check) throws IOException {
        forget();
        shard.close();
        List<Path> indexes = indexes();
        index.accept(indexes.get(random.nextInt(indexes.size())));
        reopen(check);
    }

    /** As {@link #harm}, of every index. */
    void harmAll(Harm each, Runnable check) throws IOException {
        forget();
        shard.close();
        for (Path index : indexes()) {
            each.to(index);
        }
        reopen(check);
    }

    /** What happens to the folder of an index. */
    interface Harm {
        void to(Path index) throws IOException;
    }

    private List<Path> indexes() throws IOException {
        try (Stream<Path> folders = Files.list(home)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("index")).sorted().toList();
        }
    }

    /**
     * Stops as it should, and finds other rows when it starts again. Once they are found to be damaged, it refuses to
     * answer and to write, and starts again with nothing.
     *
     * @param check runs at each moment at which somebody could ask
     * @param work  runs once everything is restored; it may meet the damage as well
     * @return whether the damage was noticed
     */
    boolean harmRows(Consumer<Path> rows, Runnable check, Runnable work) {
        UUID before = shard.identity();
        shard.close();
        rows.accept(home.resolve("rows"));
        try {
            reopen(check);
            work.run();
            return !shard.identity().equals(before);
        } catch (DamagedRowsException noticed) {
            assertThat(shard.isGivenUp()).isTrue();
            assertThatThrownBy(this::view).isInstanceOf(DamagedRowsException.class);
            assertThatThrownBy(this::writeNothing).isInstanceOf(DamagedRowsException.class);
            forget();
            shard.close();
            reopen(check);
            assertThat(shard.identity()).isNotEqualTo(before);
            return true;
        }
    }

    private void writeNothing() {
        try (CallBatch nothing = shard.batch()) {
            shard.apply(nothing, false);
        }
    }

    /** Goes on from what a killed process leaves: what was on disk at this moment. */
    void crash(Runnable check) throws IOException {
        forget();
        crashed.add(shard);
        Path source = home;
        int attempt = 0;
        do {
            home = folder.resolve(crashed.size() + "-" + attempt++);
        } while (!copied(source, home));
        reopen(check);
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

    /** Opens, and folds the log again from the committed offset on. */
    private void reopen(Runnable check) {
        shard = CallShard.open(home, resources);
        int offset = Math.toIntExact(shard.committedOffset(LOG).orElse(0L));
        int folded = folded();
        assertThat(offset).isLessThanOrEqualTo(Math.min(committed, folded));
        oracle = new Oracle();
        log.subList(0, folded).forEach(oracle::apply);
        check.run();
        log.subList(offset, log.size()).forEach(this::fold);
        show();
        log.subList(folded, log.size()).forEach(oracle::apply);
        check.run();
    }

    /** How many events of the log are in the shard; whatever happened, it is the first ones. */
    private int folded() {
        int count = 0;
        while (count < log.size() && has(log.get(count))) {
            count++;
        }
        assertThat(log.subList(count, log.size())).noneMatch(this::has);
        return count;
    }

    private boolean has(StoredEvent event) {
        try (CallBatch batch = shard.batch()) {
            return new CallTable(batch).core(event.envelope().cid())
                    .filter(core -> core.seq() >= event.envelope().seq()).isPresent();
        }
    }

    @Override
    public void close() {
        forget();
        shard.close();
        crashed.forEach(CallShard::close);
        resources.close();
    }
}
