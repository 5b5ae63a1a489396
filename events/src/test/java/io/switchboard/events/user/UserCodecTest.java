package io.switchboard.events.user;

import static io.switchboard.events.testing.Facts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.codec.CorruptEventException;
import io.switchboard.events.testing.RandomJson;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.events.user.UserStatus.Ban;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class UserCodecTest {

    private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final Instant UPDATED = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void aFullUserReadsBack() {
        User user = new User("john", "admin", Optional.of("John Ünï 😀"), Optional.of("https://x.org/j.png"),
                json("{\"born\":\"1990-01-01T00:00:00Z\",\"n\":1.10,\"z\":null}"), List.of("red", "blue"),
                Optional.of(json("{\"red\":\"admin\"}")), "en", true, Optional.of(json("{\"typing\":{\"on\":false}}")),
                CREATED, UPDATED);
        assertThat(UserCodec.decode(UserCodec.encode(user))).isEqualTo(user);
    }

    @Test
    void statusAndTiesReadBackAndAreNotWrittenWhenThereAreNone() {
        User user = bare(json("{}"))
                .with(new UserStatus(Optional.of(new Ban(true, Optional.of("jane"), Optional.of("spam"), CREATED,
                        Optional.of(UPDATED))), Optional.of(CREATED), Optional.of(UPDATED), true,
                        Optional.of(UPDATED)))
                .with(new UserTies(List.of(new UserTies.Block("jack", CREATED)),
                        List.of(new UserTies.Mute("jill", CREATED, UPDATED, Optional.of(UPDATED))),
                        List.of(new UserTies.Device("token", "apn", Optional.of("main"), true, CREATED))));
        assertThat(UserCodec.decode(UserCodec.encode(user))).isEqualTo(user);
        assertThat(user.with(UserStatus.GOOD).with(UserTies.NONE)).isEqualTo(bare(json("{}")));
    }

    @Test
    void aBanHoldsUntilItExpires() {
        User user = bare(json("{}")).with(UserStatus.GOOD.withBan(Optional.of(
                new Ban(false, Optional.empty(), Optional.empty(), CREATED, Optional.of(UPDATED)))));
        assertThat(user.ban(UPDATED.minusNanos(1))).isPresent();
        assertThat(user.ban(UPDATED)).isEmpty();
    }

    @Test
    void aBareUserReadsBackAndItsEmptyPartsAreNotWritten() {
        User user = bare(json("{}"));
        byte[] stored = UserCodec.encode(user);
        assertThat(UserCodec.decode(stored)).isEqualTo(user);
        assertThat(new String(stored, StandardCharsets.UTF_8)).isEqualTo(
                "{\"id\":\"john\",\"role\":\"user\",\"custom\":{},\"teams\":[],\"language\":\"\",\"invisible\":false,"
                        + "\"created_at\":\"2026-03-01T12:00:00.123456789Z\",\"updated_at\":\"2026-03-02T12:00:00Z\"}");
    }

    @Test
    void randomCustomDataReadsBack() {
        RandomGenerator random = RandomSeed.generator("UserCodecTest");
        for (int i = 0; i < 2_000; i++) {
            byte[] stored = UserCodec.encode(bare(RandomJson.object(random)));
            assertThat(UserCodec.encode(UserCodec.decode(stored))).isEqualTo(stored);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "5", "\"john\"", "[]", "{}", "{", "{\"id\":\"john\"}", "{\"id\":null}",
            "x"})
    void whatIsNoUserIsCorrupt(String stored) {
        assertThatThrownBy(() -> UserCodec.decode(stored.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CorruptEventException.class);
    }

    @Test
    void aUserWithoutOneOfItsFieldsOrWithAWrongOneIsCorrupt() {
        String stored = new String(UserCodec.encode(bare(json("{}"))), StandardCharsets.UTF_8);
        for (String field : List.of("id", "role", "custom", "teams", "invisible", "created_at", "updated_at")) {
            assertCorrupt(stored.replace("\"" + field + "\"", "\"other\""));
            for (String wrong : List.of("null", "7", "1e999999999", "[[]]", "[null]")) {
                assertCorrupt(stored.replaceFirst("\"" + field + "\":(\\{}|\\[]|\"[^\"]*\"|false)",
                        "\"" + field + "\":" + wrong));
            }
        }
    }

    private static void assertCorrupt(String stored) {
        assertThatThrownBy(() -> UserCodec.decode(stored.getBytes(StandardCharsets.UTF_8))).as(stored)
                .isInstanceOf(CorruptEventException.class);
    }

    private static User bare(ObjectNode custom) {
        return new User("john", "user", Optional.empty(), Optional.empty(), custom, List.of(), Optional.empty(), "",
                false, Optional.empty(), CREATED, UPDATED);
    }
}
