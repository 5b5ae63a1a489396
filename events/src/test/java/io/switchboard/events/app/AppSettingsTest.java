package io.switchboard.events.app;

import static io.switchboard.events.testing.Facts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.codec.CorruptEventException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppSettingsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void settingsReadBack() {
        AppSettings settings = new AppSettings(json("{\"webhook_url\":\"https://x.org\",\"event_hooks\":[{\"a\":1.10}]}"),
                List.of(new AppSettings.Role("nurse", NOW, NOW)),
                List.of(new AppSettings.PushProvider("apn", "main", json("{\"apn_host\":\"h\"}"), NOW, NOW)),
                NOW, NOW.plusSeconds(1));
        assertThat(AppSettingsCodec.decode(AppSettingsCodec.encode(settings))).isEqualTo(settings);
    }

    @Test
    void whatWasNotSetIsOff() {
        AppSettings settings = AppSettings.defaults();
        assertThat(settings.multiTenant()).isFalse();
        assertThat(settings.permissionChecksDisabled()).isFalse();
        assertThat(settings.guestsDisabled()).isFalse();
        assertThat(settings.revokeTokensIssuedBefore()).isEmpty();
    }

    @Test
    void whatWasSetHolds() {
        AppSettings settings = new AppSettings(json("""
                {"multi_tenant_enabled": true, "disable_permissions_checks": true,
                 "guest_user_creation_disabled": true, "revoke_tokens_issued_before": "2026-03-01T13:00:00+01:00"}"""),
                List.of(), List.of(), NOW, NOW);
        assertThat(settings.multiTenant()).isTrue();
        assertThat(settings.permissionChecksDisabled()).isTrue();
        assertThat(settings.guestsDisabled()).isTrue();
        assertThat(settings.revokeTokensIssuedBefore()).contains(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "5", "{}", "{\"values\":[]}", "x"})
    void whatIsNoSettingsIsCorrupt(String stored) {
        assertThatThrownBy(() -> AppSettingsCodec.decode(stored.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CorruptEventException.class);
    }
}
