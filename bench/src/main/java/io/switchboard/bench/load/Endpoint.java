package io.switchboard.bench.load;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server that speaks the call API, and the credentials to use it.
 *
 * @param host   loopback address
 * @param apiKey sent as query parameter
 * @param token  sent as it is, without "Bearer"
 */
public record Endpoint(String host, int port, String apiKey, String token) {

    /** The same server, asked with another token. */
    public Endpoint with(String otherToken) {
        return new Endpoint(host, port, apiKey, otherToken);
    }

    /** @return a POST to a path below {@code /api/v2} */
    Request post(String path, String body) {
        return post(path, body, Map.of());
    }

    Request post(String path, String body, Map<String, String> more) {
        return request("POST", path, body, more);
    }

    private Request request(String method, String path, String body, Map<String, String> more) {
        Map<String, String> headers = new TreeMap<>(more);
        headers.put("Authorization", token);
        headers.put("stream-auth-type", "jwt");
        return Request.of(method, "/api/v2" + path + "?api_key=" + apiKey, host + ":" + port, headers, body);
    }

    /** @return whether the server says that it is ready to work; a server that is not there is not */
    public boolean ready() {
        try (HttpConnection connection = new HttpConnection(this)) {
            return connection.exchange(Request.of("GET", "/actuator/health/readiness", host + ":" + port, Map.of(), ""))
                    .status() == 200;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return "http://" + host + ":" + port;
    }
}
