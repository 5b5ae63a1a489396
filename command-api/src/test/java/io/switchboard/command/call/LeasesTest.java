package io.switchboard.command.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Duration LENGTH = Duration.ofSeconds(30);
    private static final Cid A = new Cid("default", "a");
    private static final Cid B = new Cid("default", "b");

    private final Leases leases = new Leases();

    private static Leases.Holder holder(Cid cid, String device) {
        return new Leases.Holder(cid, "anna", device);
    }

    @Test
    void aLeaseEndsAfterItsLength() {
        leases.grant(holder(A, "1"), LENGTH, NOW);
        assertThat(leases.over(NOW.plusSeconds(29), 10)).isEmpty();
        assertThat(leases.over(NOW.plusSeconds(30), 10)).containsExactly(holder(A, "1"));
        assertThat(leases.nextEnd()).contains(NOW.plusSeconds(30));
    }

    @Test
    void aRenewedLeaseEndsLater() {
        leases.grant(holder(A, "1"), LENGTH, NOW);
        leases.renew(holder(A, "1"), NOW.plusSeconds(20));
        assertThat(leases.nextEnd()).contains(NOW.plusSeconds(50));
        assertThat(leases.size()).isEqualTo(1);
    }

    @Test
    void whatWasNeverGrantedIsNotRenewed() {
        leases.renew(holder(A, "1"), NOW);
        assertThat(leases.size()).isZero();
    }

    @Test
    void revokedLeasesAreGoneOneByOneOrByCall() {
        leases.grant(holder(A, "1"), LENGTH, NOW);
        leases.grant(holder(A, "2"), LENGTH, NOW);
        leases.grant(holder(B, "3"), LENGTH, NOW);
        leases.revoke(A, "1");
        assertThat(leases.over(NOW.plus(LENGTH), 10)).containsExactly(holder(A, "2"), holder(B, "3"));
        leases.revokeAll(A);
        assertThat(leases.over(NOW.plus(LENGTH), 10)).containsExactly(holder(B, "3"));
        leases.clear();
        assertThat(leases.nextEnd()).isEmpty();
    }

    @Test
    void theLongestOverComeFirstAndNoMoreThanAskedFor() {
        leases.grant(holder(A, "late"), LENGTH.plusSeconds(1), NOW);
        leases.grant(holder(A, "early"), LENGTH, NOW);
        assertThat(leases.over(NOW.plusSeconds(60), 1)).containsExactly(holder(A, "early"));
    }
}
