package io.switchboard.projector.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.events.codec.EventJson;
import io.switchboard.projector.filter.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which order answers come; every expectation is written by hand. */
class OrderTest {

    /** Ids are in no order that a sort key asks for by chance. */
    private static final List<CallCore> CALLS = List.of(
            call("default", "m", 30, 31, Optional.of(100), Optional.empty()),
            call("default", "k", 10, 90, Optional.empty(), Optional.of(500)),
            call("livestream", "a", 20, 21, Optional.of(100), Optional.of(400)),
            call("audio_room", "z", 20, 22, Optional.of(200), Optional.empty()),
            call("default", "b", 40, 41, Optional.empty(), Optional.empty()));

    @ParameterizedTest
    @CsvSource({
            "'',                       b m z a k",
            "+created_at,              k z a m b",
            "-created_at,              b m z a k",
            "+updated_at,              a z m b k",
            "-updated_at,              k b m z a",
            "+starts_at,               m a z b k",
            "-starts_at,               z m a b k",
            "+ended_at,                a k z b m",
            "-ended_at,                k a z b m",
            "+type,                    z b k m a",
            "-type,                    a b k m z",
            "+id,                      a b k m z",
            "-id,                      z m k b a",
            "+cid,                     z b k m a",
            "-cid,                     a m k b z",
            "+starts_at +created_at,   a m z k b",
            "+starts_at -created_at,   m a z b k",
            "-starts_at +created_at,   z a m k b",
            "-ended_at -starts_at,     k a z m b",
            "-type +id,                a b k m z",
            "-type -id,                a m k b z"})
    void callsComeIn(String keys, String ids) {
        Order<CallCore> order = new Order<>(Sortable.CALLS, keys(keys));

        for (List<CallCore> start : List.of(CALLS, CALLS.reversed(), rotated())) {
            assertThat(start.stream().sorted(order).map(call -> call.cid().id()).collect(Collectors.joining(" "))).isEqualTo(ids);
        }
    }

    @ParameterizedTest
    @CsvSource({
            "'',            joe jane john",
            "-created_at,   joe jane john",
            "+created_at,   jane john joe",
            "+user_id,      jane joe john",
            "-user_id,      john joe jane"})
    void membersComeIn(String keys, String users) {
        Order<Member> order = new Order<>(Sortable.MEMBERS, keys(keys));

        assertThat(List.of(member("john", 10), member("jane", 10), member("joe", 20)).stream().sorted(order)
                .map(Member::userId).collect(Collectors.joining(" "))).isEqualTo(users);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+starts_at", "-ended_at", "-type +id", "+cid"})
    void afterAPlaceComesExactlyTheRestOfTheOrder(String keys) {
        Order<CallCore> order = new Order<>(Sortable.CALLS, keys(keys));
        List<CallCore> sorted = CALLS.stream().sorted(order).toList();

        assertThat(CALLS).allMatch(call -> order.isAfter(Optional.empty(), call));
        for (int i = 0; i < sorted.size(); i++) {
            Optional<Order.Place> place = Optional.of(order.place(sorted.get(i)));
            assertThat(sorted.stream().filter(call -> order.isAfter(place, call)).toList())
                    .isEqualTo(sorted.subList(i + 1, sorted.size()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+starts_at", "-starts_at", "-ended_at", "-type +id", "-type +starts_at", "+cid"})
    void backwardIsTheSameOrderFromTheOtherEnd(String keys) {
        Order<CallCore> order = new Order<>(Sortable.CALLS, keys(keys));
        List<CallCore> sorted = CALLS.stream().sorted(order).toList();

        assertThat(rotated().stream().sorted(order.reversed()).toList()).isEqualTo(sorted.reversed());
        assertThat(order.reversed().reversed()).isEqualTo(order);
        for (int i = 0; i < sorted.size(); i++) {
            Optional<Order.Place> place = Optional.of(order.place(sorted.get(i)));
            assertThat(sorted.stream().filter(call -> order.reversed().isAfter(place, call)).toList())
                    .as("what is before").isEqualTo(sorted.subList(0, i));
        }
    }

    @Test
    void whatIsNotSetComesLastInEitherDirection() {
        for (boolean descending : new boolean[] {false, true}) {
            SortKey key = new SortKey("starts_at", descending);
            Optional<Value> set = Optional.of(new Value.Time(0));

            assertThat(key.compare(set, Optional.empty())).isNegative();
            assertThat(key.compare(Optional.empty(), set)).isPositive();
            assertThat(key.compare(Optional.empty(), Optional.empty())).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"team", "", "CID", "custom.a", "created_at "})
    void anUnknownKeyHasNoOrder(String field) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Order<>(Sortable.CALLS, List.of(new SortKey(field, true))))
                .withMessageContaining("'" + field + "'");
    }

    private static List<SortKey> keys(String text) {
        return Arrays.stream(text.split(" ")).filter(key -> !key.isEmpty())
                .map(key -> new SortKey(key.substring(1), key.startsWith("-"))).toList();
    }

    private static List<CallCore> rotated() {
        List<CallCore> calls = new ArrayList<>(CALLS);
        Collections.rotate(calls, 2);
        return calls;
    }

    private static CallCore call(String type, String id, long created, long updated, Optional<Integer> starts,
                                 Optional<Integer> ended) {
        return new CallCore(new Cid(type, id), 1, "", "john", Instant.ofEpochSecond(created), Instant.ofEpochSecond(updated),
                starts.map(Instant::ofEpochSecond), ended.map(Instant::ofEpochSecond), EventJson.mapper().createObjectNode(),
                Optional.empty(), false, Optional.empty(), 0);
    }

    private static Member member(String user, long created) {
        return new Member(user, Optional.empty(), EventJson.mapper().createObjectNode(), Instant.ofEpochSecond(created),
                Instant.ofEpochSecond(created));
    }
}
