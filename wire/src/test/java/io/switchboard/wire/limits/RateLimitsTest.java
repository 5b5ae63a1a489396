package io.switchboard.wire.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {

    private static final Set<String> OPERATIONS = Set.of("QueryCalls", "GetCall");

    @Test
    void the_closest_limit_wins() {
        RateLimits limits = RateLimits.parse(1_000, " QueryCalls=600, QueryCalls.web = 60 ,", OPERATIONS);
        assertThat(limits.limit("QueryCalls", Platform.WEB)).isEqualTo(60);
        assertThat(limits.limit("QueryCalls", Platform.IOS)).isEqualTo(600);
        assertThat(limits.limit("GetCall", Platform.WEB)).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"QueryCalls", "QueryCalls=", "QueryCalls=x", "QueryCalls=0", "QueryCalls=-1",
            "QueryCalls=16777216", "NoSuch=5", "QueryCalls.tv=5", "QueryCalls.web.ios=5", "=5", "QueryCalls=5=6",
            "QueryCalls=99999999999"})
    void what_makes_no_sense_is_refused(String text) {
        assertThatThrownBy(() -> RateLimits.parse(1_000, text, OPERATIONS)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"stream-video-android-1.2.3,ANDROID", "stream-video-swift-1.0|app=x,IOS", "stream-video-unity-0.9,UNITY",
            "stream-video-react-v1.2,WEB", "'',WEB"})
    void an_sdk_tells_its_platform(String client, Platform platform) {
        assertThat(Platform.ofClient(Optional.of(client))).isEqualTo(platform);
        assertThat(Platform.ofClient(Optional.empty())).isEqualTo(Platform.WEB);
    }
}
