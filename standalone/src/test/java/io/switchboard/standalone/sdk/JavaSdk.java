package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.services.framework.StreamHTTPClient;
import io.getstream.services.framework.StreamSDKClient;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes clients of the official Java SDK. The SDK takes its base URL only from the process (environment or system
 * properties) at the moment it is constructed, so the properties are set around the construction and then put back.
 */
final class JavaSdk {

    private JavaSdk() {
    }

    static StreamSDKClient connect(RunningSwitchboard switchboard) {
        return connect(switchboard, switchboard.apiKey(), switchboard.apiSecret());
    }

    static synchronized StreamSDKClient connect(RunningSwitchboard switchboard, String apiKey, String apiSecret) {
        Map<String, String> before = new LinkedHashMap<>();
        Map.of(
                StreamHTTPClient.API_URL_PROP_NAME, switchboard.baseUrl(),
                StreamHTTPClient.API_KEY_PROP_NAME, apiKey,
                StreamHTTPClient.API_SECRET_PROP_NAME, apiSecret)
                .forEach((name, value) -> before.put(name, System.setProperty(name, value)));
        try {
            StreamHTTPClient http = new StreamHTTPClient(System.getProperties());
            // STREAM_* environment variables would win and send the tests somewhere else.
            assertThat(http.getBaseUrl()).isEqualTo(switchboard.baseUrl());
            assertThat(http.getApiKey()).isEqualTo(apiKey);
            return new StreamSDKClient(http);
        } finally {
            before.forEach(JavaSdk::restore);
        }
    }

    private static void restore(String name, String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }
}
