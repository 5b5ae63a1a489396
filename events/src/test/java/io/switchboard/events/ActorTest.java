package io.switchboard.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActorTest {

    @ParameterizedTest
    @ValueSource(strings = {"server", "timer", "user:john", "user:server", "user:a:b", "user: ", "user:😀"})
    void theTextFormReadsBack(String text) {
        assertThat(Actor.parse(text)).hasToString(text);
    }

    @Test
    void onlyAUserHasAUserId() {
        assertThat(Actor.parse("user:john").userId()).contains("john");
        assertThat(Actor.parse("server").userId()).isEmpty();
        assertThat(Actor.parse("timer").userId()).isEmpty();
    }

    @Test
    void aUserNamedLikeAnotherActorIsStillAUser() {
        assertThat(Actor.parse("user:timer")).isEqualTo(new Actor.User("timer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user", "user:", "Server", "server ", "cron", "USER:john"})
    void whatNamesNoActorIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Actor.parse(text));
    }
}
