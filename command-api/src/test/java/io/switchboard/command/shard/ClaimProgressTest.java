package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A claim tells how far it has read and how far it will. */
class ClaimProgressTest {

    @Test
    void anEndIsKnownOnceTheLogIsFencedAndTheOffsetMovesUpToIt() {
        ShardScenario former = new ShardScenario().serving();
        for (int i = 0; i < 10; i++) {
            former.submit(ShardScenario.add("r" + i));
            former.step();
        }
        former.log.mark();
        long end = former.log.entries().size();
        ShardScenario claiming = new ShardScenario(former.log, new MemoryShardStore.Disk(), new Ledger(),
                ShardScenario.settings(100, 100));
        assertThat(claiming.shard.offset()).isZero();
        assertThat(claiming.shard.claimEnd()).as("nobody asked the log yet").isZero();

        claiming.shard.claim();
        claiming.until(Lifecycle.CLAIMING);
        List<Long> offsets = new ArrayList<>();
        while (claiming.shard.lifecycle() == Lifecycle.CLAIMING) {
            claiming.step();
            offsets.add(claiming.shard.offset());
            assertThat(claiming.shard.claimEnd()).isEqualTo(end);
        }

        assertThat(offsets).hasSizeGreaterThan(3).isSorted().last().isEqualTo(end);
        assertThat(claiming.shard.lifecycle()).isEqualTo(Lifecycle.SERVING);
    }
}
