package io.switchboard.bench.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.EventEnvelope;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallFold;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.table.MemoryRows;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The generated log is one that Switchboard could have written. */
class CallGeneratorTest {

    private static final DataSetSpec SPEC = new DataSetSpec(7, 4_000, Instant.parse("2026-11-01T12:00:00Z"));
    private static final List<GeneratedCall> CALLS = all(SPEC);

    @Test
    void theSameSpecMakesTheSameBytes() {
        List<GeneratedCall> again = all(SPEC);
        for (int i = 0; i < CALLS.size(); i++) {
            assertThat(again.get(i).cid()).isEqualTo(CALLS.get(i).cid());
            assertThat(bytes(again.get(i))).isDeepEqualTo(bytes(CALLS.get(i)));
        }
        assertThat(new CallGenerator(new DataSetSpec(8, 4_000, SPEC.now())).generate(0).cid())
                .isNotEqualTo(CALLS.getFirst().cid());
    }

    @Test
    void everyEventIsDecodedAndFolds() {
        CallTable table = new CallTable(new MemoryRows());
        for (GeneratedCall call : CALLS) {
            for (GeneratedCall.Stored stored : call.events()) {
                StoredEvent event = EventCodec.standard().decode(stored.bytes());
                EventEnvelope envelope = event.envelope();
                assertThat(envelope.cid()).isEqualTo(call.cid());
                assertThat(envelope.time()).isEqualTo(stored.time()).isBeforeOrEqualTo(SPEC.now());
                assertThat(CallFold.apply(event, table)).isTrue();
            }
            assertThat(table.core(call.cid())).contains(call.state().core());
            assertThat(table.newestMembers(call.cid(), 100))
                    .containsExactlyInAnyOrderElementsOf(call.state().members().values());
        }
    }

    @Test
    void everyCallHasAnIdAndAMomentOfItsOwn() {
        Set<Object> ids = new HashSet<>();
        Set<Instant> moments = new HashSet<>();
        CALLS.forEach(call -> {
            ids.add(call.cid().id());
            moments.add(call.state().core().createdAt());
        });
        assertThat(ids).hasSameSizeAs(CALLS);
        assertThat(moments).hasSameSizeAs(CALLS);
    }

    @Test
    void sharesAreWhatTheShapesNeed() {
        assertThat(share(CallCore::ongoing)).isCloseTo(0.02, Offset.offset(0.01));
        assertThat(share(core -> core.endedAt().isPresent())).isCloseTo(0.5, Offset.offset(0.05));
        assertThat(share(core -> core.startsAt().isPresent())).isCloseTo(0.3, Offset.offset(0.05));
        assertThat(share(core -> core.startsAt().filter(SPEC.now()::isBefore).isPresent())).isBetween(0.01, 0.15);
        assertThat(share(core -> core.team().isPresent())).isCloseTo(0.4, Offset.offset(0.05));
        assertThat(share(CallCore::backstage)).isBetween(0.05, 0.3);
        assertThat(share(core -> core.ongoing() && core.backstage())).isGreaterThan(0);
        assertThat(share(core -> core.updatedAt().isAfter(core.createdAt()))).isGreaterThan(0.3);
        assertThat(CALLS).allSatisfy(call -> assertThat(call.state().members().size()).isBetween(2, 20));
    }

    @Test
    void aHeavyUserIsInOneCallOfTwentyAndALightOneInAboutTwenty() {
        Population people = new Population(SPEC.users());
        assertThat(memberships(Population.id(0)) / (double) CALLS.size()).isCloseTo(0.05, Offset.offset(0.02));
        double light = IntStream.range(0, people.lightUsers()).mapToLong(n -> memberships(people.light(n))).average()
                .orElseThrow();
        assertThat(light).isCloseTo(22, Offset.offset(6.0));
    }

    private static long memberships(String user) {
        return CALLS.stream().filter(call -> call.state().members().containsKey(user)).count();
    }

    private static double share(Predicate<CallCore> what) {
        return CALLS.stream().map(call -> call.state().core()).filter(what).count() / (double) CALLS.size();
    }

    private static List<GeneratedCall> all(DataSetSpec spec) {
        CallGenerator generator = new CallGenerator(spec);
        return IntStream.range(0, spec.calls()).mapToObj(generator::generate).toList();
    }

    private static byte[][] bytes(GeneratedCall call) {
        return call.events().stream().map(GeneratedCall.Stored::bytes).toArray(byte[][]::new);
    }
}
