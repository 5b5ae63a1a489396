package io.switchboard.projector.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Value;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CursorTest {

    private final CursorCodec codec = new CursorCodec(key(1));
    private final Cursor cursor = new Cursor(Cursor.Direction.NEXT, CursorCodec.question("calls", Filter.everything()),
            List.of(new SortKey("starts_at", true), new SortKey("id", false)),
            Optional.of(new Order.Place(List.of(Optional.empty(), Optional.of(new Value.Text("ünï"))), "default:ünï")));

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    @Test
    void aCursorReadsBackAsItWasIssued() {
        assertThat(codec.decode(codec.encode(cursor))).contains(cursor);
        Cursor timed = new Cursor(Cursor.Direction.PREVIOUS, 7, List.of(new SortKey("created_at", true)),
                Optional.of(new Order.Place(List.of(Optional.of(new Value.Time(42))), "a:b")));
        assertThat(codec.decode(codec.encode(timed))).contains(timed);
    }

    @Test
    void anyChangedByteMakesItForged() {
        byte[] issued = Base64.getUrlDecoder().decode(codec.encode(cursor));
        for (int i = 0; i < issued.length; i++) {
            byte[] changed = issued.clone();
            changed[i] ^= 1;
            assertThat(codec.decode(Base64.getUrlEncoder().withoutPadding().encodeToString(changed))).isEmpty();
        }
    }

    @Test
    void whatIsNoCursorAtAllIsForged() {
        assertThat(codec.decode("")).isEmpty();
        assertThat(codec.decode("not base64 !")).isEmpty();
        assertThat(codec.decode("AAAA")).isEmpty();
        assertThat(codec.decode("A".repeat(100_000))).isEmpty();
    }

    @Test
    void aCursorOfAnotherApplicationIsForged() {
        assertThat(new CursorCodec(key(2)).decode(codec.encode(cursor))).isEmpty();
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> new CursorCodec(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theQuestionTellsFiltersAndEndpointsApart() {
        assertThat(CursorCodec.question("calls", Filter.everything()))
                .isNotEqualTo(CursorCodec.question("calls", Filter.nothing()))
                .isNotEqualTo(CursorCodec.question("members", Filter.everything()))
                .isEqualTo(CursorCodec.question("calls", Filter.everything()));
    }
}
