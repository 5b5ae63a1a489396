package io.switchboard.command.http;

import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call's version as an HTTP entity tag: the quoted sequence number of its last event. */
final class EntityTag {

    private static final Pattern STRONG = Pattern.compile("\"(\\d{1,18})\"");

    private EntityTag() {
    }

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version an {@code If-Match} header asks for; empty for {@code *}, which any existing call satisfies.
     *
     * @throws ApiException when it is no single entity tag of ours
     */
    static Optional<Long> version(String ifMatch) {
        if (ifMatch.strip().equals("*")) {
            return Optional.empty();
        }
        Matcher tag = STRONG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw new ApiException(ApiError.input("If-Match",
                    "If-Match must be one entity tag as an answer's ETag gave it, such as \"3\""));
        }
        return Optional.of(Long.valueOf(tag.group(1)));
    }
}
