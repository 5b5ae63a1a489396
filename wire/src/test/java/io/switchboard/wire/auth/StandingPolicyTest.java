package io.switchboard.wire.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.app.AppSettings;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserStatus;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private UserStatus status = UserStatus.GOOD;
    private AppSettings app = AppSettings.defaults();

    @Test
    void a_user_in_good_standing_and_one_never_heard_of_come_in() {
        assertThat(refusal("john", NOW)).isEmpty();
        assertThat(refusal("nobody", NOW)).isEmpty();
    }

    @Test
    void a_deactivated_or_deleted_user_does_not() {
        status = UserStatus.GOOD.withDeactivatedAt(Optional.of(NOW));
        assertThat(refusal("john", NOW)).hasValueSatisfying(error -> {
            assertThat(error.code()).isEqualTo(ErrorCode.NOT_ALLOWED);
            assertThat(error.reason()).isEqualTo("User 'john' is deactivated");
        });
        status = UserStatus.GOOD.withDeletedAt(Optional.of(NOW));
        assertThat(refusal("john", NOW)).map(ApiError::reason).contains("User 'john' is deleted");
    }

    @Test
    void tokens_of_before_a_revocation_are_expired() {
        status = UserStatus.GOOD.withRevokeTokensIssuedBefore(Optional.of(NOW));
        assertThat(refusal("john", NOW.minusSeconds(1))).map(ApiError::code).contains(ErrorCode.TOKEN_EXPIRED);
        assertThat(refusal("john", NOW)).isEmpty();
        assertThat(refusal("jane", NOW.minusSeconds(1))).isEmpty();
        app = new AppSettings(EventJson.mapper().createObjectNode().put("revoke_tokens_issued_before", NOW.toString()),
                List.of(), List.of(), NOW, NOW);
        assertThat(refusal("jane", NOW.minusSeconds(1))).map(ApiError::code).contains(ErrorCode.TOKEN_EXPIRED);
        assertThat(new StandingPolicy(this::user, () -> app).refusal(
                new Caller.User("jane", Optional.empty(), List.of(), Optional.empty()))).isPresent();
    }

    private Optional<ApiError> refusal(String id, Instant issued) {
        return new StandingPolicy(this::user, () -> app)
                .refusal(new Caller.User(id, Optional.empty(), List.of(), Optional.of(issued)));
    }

    private Optional<User> user(String id) {
        return id.equals("john") ? Optional.of(User.blank(id, NOW).with(status)) : Optional.empty();
    }
}
