package io.switchboard.wire.http;

import io.switchboard.wire.auth.Caller;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.json.JsonBody;
import io.switchboard.wire.render.TimeStyle;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An {@link ApiRequest} over a servlet request. Used by one thread. */
record ServletApiRequest(Operation operation, Caller caller, Map<String, String> variables, QueryString parameters,
                         HttpServletRequest http, byte[] bytes, JsonBody body, TimeStyle timeStyle, Instant now)
        implements ApiRequest {

    private static final int MAX_REQUEST_ID = 255;

    @Override
    public String path(String variable) {
        String value = variables.get(variable);
        if (value == null) {
            throw new IllegalArgumentException(operation + " has no path variable '" + variable + "'");
        }
        return value;
    }

    @Override
    public Optional<String> query(String name) {
        return parameters.get(name);
    }

    @Override
    public Optional<Integer> queryInt(String name, int min, int max) {
        return parameters.getInt(name, min, max);
    }

    @Override
    public Optional<Boolean> queryBool(String name) {
        return parameters.getBool(name);
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(http.getHeader(name));
    }

    @Override
    public Optional<RequestId> requestId() {
        return requestId("Idempotency-Key", RequestId.Source.IDEMPOTENCY_KEY)
                .or(() -> requestId("x-client-request-id", RequestId.Source.CLIENT_REQUEST_ID));
    }

    private Optional<RequestId> requestId(String name, RequestId.Source source) {
        return header(name).filter(value -> !value.isEmpty()).map(value -> {
            if (value.length() > MAX_REQUEST_ID || !isPrintable(value)) {
                throw new ApiException(ApiError.input(name, name + " must be at most " + MAX_REQUEST_ID
                        + " printable ASCII characters"));
            }
            return new RequestId(value, source);
        });
    }

    static boolean isPrintable(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    @Override
    public String bodyHash() {
        MessageDigest digest = sha256();
        add(digest, operation.name());
        addAll(digest, variables);
        Map<String, String> asked = new TreeMap<>(parameters.all());
        asked.remove(Gate.API_KEY);
        addAll(digest, asked);
        digest.update(bytes);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void addAll(MessageDigest digest, Map<String, String> entries) {
        new TreeMap<>(entries).forEach((name, value) -> {
            add(digest, name);
            add(digest, value);
        });
        digest.update((byte) 0xFF);
    }

    /** The byte after the text stands in no UTF-8, so no two lists of texts look the same. */
    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0xFE);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
