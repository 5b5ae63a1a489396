package io.switchboard.wire.error;

/**
 * The catalogue of refusals: every error a client can see is one of these. Numbers and meanings are Stream's, so that
 * the official SDKs react as they do against Stream (for instance, they refresh the token on {@link #TOKEN_EXPIRED}).
 * A number may stand here twice when the same Stream code goes with different HTTP statuses.
 */
public enum ErrorCode {

    INTERNAL(-1, 500, "Try again; if it persists, look for the request id in the server's log."),
    UNAVAILABLE(-1, 503, "Try again after the time in Retry-After."),
    ACCESS_KEY(2, 401, "Send the right api_key as a query parameter."),
    INPUT(4, 400, "Correct the request; exception_fields names what is wrong."),
    PRECONDITION(4, 412, "Read the call again and decide on its current version."),
    CONFLICT(4, 409, "Use a new request id for a different request."),
    METHOD_NOT_ALLOWED(4, 405, "Use one of the methods in the Allow header."),
    AUTHENTICATION(5, 401, "Send a JWT signed with the app's secret (HS256) in Authorization."),
    DUPLICATE_NAME(6, 400, "Choose another name."),
    RATE_LIMITED(9, 429, "Wait as long as Retry-After says."),
    NOT_FOUND(16, 404, "Check the path and the ids in it."),
    NOT_ALLOWED(17, 403, "Ask with a server token, or give the user a role that is granted this."),
    PAYLOAD_TOO_BIG(22, 413, "Send less in one request."),
    TIMEOUT(23, 408, "Send the whole request without pausing."),
    HEADER_TOO_BIG(24, 431, "Send shorter headers."),
    TOKEN_EXPIRED(40, 401, "Make a new token."),
    TOKEN_NOT_YET_VALID(41, 401, "Wait until the token's nbf, or check the clocks."),
    TOKEN_FROM_FUTURE(42, 401, "Check the clock of the machine that made the token."),
    BAD_SIGNATURE(43, 401, "Sign the token with this app's secret."),
    CONNECTION_NOT_FOUND(46, 400, "Connect again and use the new connection id."),
    COOL_DOWN(60, 403, "Wait until the cool-down is over."),
    WRONG_REGION(69, 403, "Use the base URL of the app's region."),
    TOO_MANY_CONNECTIONS(71, 403, "Close connections that are not needed."),
    APP_SUSPENDED(99, 403, "Ask the operator of this installation.");

    private final int streamCode;
    private final int status;
    private final String whatToDo;

    ErrorCode(int streamCode, int status, String whatToDo) {
        this.streamCode = streamCode;
        this.status = status;
        this.whatToDo = whatToDo;
    }

    /** The field {@code code} of the error body. */
    public int streamCode() {
        return streamCode;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** One sentence for the reader of an error. */
    public String whatToDo() {
        return whatToDo;
    }
}
