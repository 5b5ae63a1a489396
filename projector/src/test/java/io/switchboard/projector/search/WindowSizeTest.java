package io.switchboard.projector.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowSizeTest {

    @Test
    void theFirstHasTwiceAsManyDocumentsAsTheHitsAreLikelyToTake() {
        assertThat(new WindowSize(25, 10).documents()).isEqualTo(500);
    }

    @Test
    void whereEveryDocumentIsAHitTheFirstHasTwiceAsManyAsAreWanted() {
        assertThat(new WindowSize(25, 0).documents()).isEqualTo(50);
    }

    @Test
    void aWindowThatCameOutALittleTooShortIsFollowedByASmallOne() {
        WindowSize size = new WindowSize(25, 80);
        size.searched(4_000, 20, 5);
        assertThat(size.documents()).isEqualTo(2_000);
    }

    @Test
    void hitsThatAreRarerThanExpectedMakeTheNextOneLarger() {
        WindowSize size = new WindowSize(25, 80);
        size.searched(4_000, 10, 15);
        assertThat(size.documents()).isEqualTo(12_000);
    }

    @Test
    void butAtMostEightTimesAsLargeEvenWithoutAHit() {
        WindowSize size = new WindowSize(25, 80);
        size.searched(4_000, 1, 24);
        assertThat(size.documents()).isEqualTo(32_000);
        size.searched(4_000, 0, 25);
        assertThat(size.documents()).isEqualTo(32_000);
    }

    @Test
    void anyNumberOfWindowsWithoutAHitMakesItNoLargerThanAnIndexMayBe() {
        WindowSize size = new WindowSize(25, 80);
        for (int n = 0; n < 100; n++) {
            size.searched(size.documents(), 0, 25);
        }
        assertThat(size.documents()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void whenNoneIsMissingAnyWindowWillDo() {
        WindowSize size = new WindowSize(25, 80);
        size.searched(4_000, 25, 0);
        assertThat(size.documents()).isPositive();
    }
}
