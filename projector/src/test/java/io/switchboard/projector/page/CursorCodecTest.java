package io.switchboard.projector.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.switchboard.events.codec.EventJson;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.FilterParser;
import io.switchboard.projector.filter.ParsedFilter;
import io.switchboard.projector.filter.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was issued reads back, and nothing else does. */
class CursorCodecTest {

    private static final String SECRET = "a secret of the tests, 32 bytes.";

    private final CursorCodec codec = codec(SECRET);

    static Stream<Cursor> cursors() {
        return Stream.of(
                cursor(List.of(), List.of(), "default:a"),
                cursor(List.of(new SortKey("created_at", true)), List.of(Optional.of(new Value.Time(1_610_703_020_450_000_000L))),
                        "default:a"),
                cursor(List.of(new SortKey("starts_at", false), new SortKey("id", true)),
                        List.of(Optional.empty(), Optional.of(new Value.Text("größe 🙂 \u0000"))), "default:größe 🙂"),
                cursor(List.of(new SortKey("x", false), new SortKey("y", false), new SortKey("z", true)),
                        List.of(Optional.of(new Value.Flag(true)), Optional.of(new Value.Number(-1e300)),
                                Optional.of(new Value.Time(Long.MIN_VALUE))), ""),
                new Cursor(Cursor.Direction.PREVIOUS, Long.MIN_VALUE, List.of(new SortKey("user_id", false)),
                        Optional.of(new Order.Place(List.of(Optional.of(new Value.Text("🙂".repeat(255)))), "🙂".repeat(255)))),
                new Cursor(Cursor.Direction.NEXT, 42, List.of(new SortKey("user_id", false)), Optional.empty()),
                new Cursor(Cursor.Direction.PREVIOUS, 42, List.of(new SortKey("a", false), new SortKey("b", true)),
                        Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("cursors")
    void whatWasIssuedReadsBack(Cursor cursor) {
        String text = codec.encode(cursor);

        assertThat(codec.decode(text)).contains(cursor);
        assertThat(text).matches("[A-Za-z0-9_-]+");
        assertThat(codec(SECRET).decode(text)).as("on another instance").contains(cursor);
    }

    @ParameterizedTest
    @MethodSource("cursors")
    void noByteCanBeChangedAddedOrLeftOut(Cursor cursor) {
        byte[] bytes = Base64.getUrlDecoder().decode(codec.encode(cursor));
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= (byte) (1 << i % 8);
            assertThat(codec.decode(text(changed))).as("byte %d changed", i).isEmpty();
            assertThat(codec.decode(text(Arrays.copyOf(bytes, i)))).as("cut to %d bytes", i).isEmpty();
            assertThat(codec.decode(text(Arrays.copyOfRange(bytes, i + 1, bytes.length)))).as("without its head").isEmpty();
        }
        assertThat(codec.decode(text(Arrays.copyOf(bytes, bytes.length + 1)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cursors")
    void anotherSecretReadsNothing(Cursor cursor) {
        assertThat(codec("a secret of the tests, 32 bytes!").decode(codec.encode(cursor))).isEmpty();
    }

    static Stream<String> garbage() {
        return Stream.of("", " ", "a", "AAAA", "====", "A===", "!", "null", "0", "../../etc", "a.b", "+/+/", "🙂", "\u0000",
                "\ud800", "A".repeat(21), "A".repeat(22), "A".repeat(8192), "A".repeat(8193), "A".repeat(1_000_000),
                "%41%41", "AAAA\nAAAA", "{\"next\":1}");
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void garbageIsRefusedWithoutAnException(String text) {
        assertThat(codec.decode(text)).isEmpty();
    }

    @Test
    void randomBytesAreRefusedWithoutAnException() {
        RandomGenerator random = RandomSeed.generator("CursorCodecTest");
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            assertThat(codec.decode(text(bytes))).isEmpty();
        }
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> codec("31 bytes are not enough for it."))
                .withMessageContaining("32 bytes");
    }

    @Test
    void everyQuestionHasAFingerprintOfItsOwn() {
        Map<Long, String> seen = new HashMap<>();
        for (String filter : List.of("{}", "{'$or':[{}]}", "{'id':'a'}", "{'id':'b'}", "{'cid':'a'}", "{'id':{'$gt':'a'}}",
                "{'id':{'$gte':'a'}}", "{'id':null}", "{'id':{'$exists':true}}", "{'id':''}", "{'id':{'$in':[]}}",
                "{'custom.a':1}", "{'custom.a':'1'}", "{'custom.a':true}", "{'custom.a':'true'}", "{'custom.a':'1.0'}",
                "{'id':'a','type':'b'}", "{'$and':[{'id':'a'}]}", "{'$or':[{'id':'a'}]}",
                // Texts and paths that end as the printed form of another filter would.
                "{'id':{'$in':['a','b']}}", "{'id':{'$in':['a], Text[text=b']}}", "{'id':{'$in':['a, b']}}",
                "{'custom.a':'x','custom.b':'y'}",
                "{'custom.a':'x]], Compare[field=Field[name=custom.b, kind=CUSTOM], relation=EQ, operand=Text[text=y'}",
                "{'custom.a, kind=CUSTOM], relation=EQ, operand=Text[text=x]], Compare[field=Field[name=custom.b':'y'}")) {
            for (String endpoint : List.of("calls", "members default:a", "members default:b")) {
                String question = endpoint + " " + filter;
                String before = seen.put(CursorCodec.question(endpoint, understood(filter)), question);
                assertThat(before).as("same fingerprint as %s", question).isNull();
            }
        }
    }

    @Test
    void theSameQuestionHasTheSameFingerprintHoweverItIsWritten() {
        assertThat(CursorCodec.question("calls", understood("{'id':{'$eq':'a'}}")))
                .isEqualTo(CursorCodec.question("calls", understood("{ 'id' : 'a' }")));
        assertThat(CursorCodec.question("calls", understood("{'custom.n':1.0}")))
                .isEqualTo(CursorCodec.question("calls", understood("{'custom.n':1}")));
    }

    private static Filter understood(String json) {
        return ((ParsedFilter.Understood) FilterParser.parse(FieldTable.CALLS,
                Optional.of(EventJson.mapper().readTree(json.replace('\'', '"'))))).filter();
    }

    private static Cursor cursor(List<SortKey> keys, List<Optional<Value>> values, String identity) {
        return new Cursor(Cursor.Direction.NEXT, 42, keys, Optional.of(new Order.Place(values, identity)));
    }

    private static CursorCodec codec(String secret) {
        return new CursorCodec(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
