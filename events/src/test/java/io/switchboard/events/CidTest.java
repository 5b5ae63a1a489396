package io.switchboard.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidTest {

    @ParameterizedTest
    @ValueSource(strings = {"default:standup", "a:b", "default:with:colons", "default::", "ünï:😀", "a: b "})
    void theTextFormReadsBack(String text) {
        assertThat(Cid.parse(text)).hasToString(text);
    }

    @Test
    void theTypeEndsAtTheFirstColon() {
        assertThat(Cid.parse("default:a:b")).isEqualTo(new Cid("default", "a:b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "default", "default:", ":standup", "a\0b:c", "a:\0", "a:b\0c"})
    void whatIsNoCallIdIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cid.parse(text));
    }

    @Test
    void aTypeWithAColonIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cid("a:b", "c"));
    }
}
