package io.switchboard.wire.http;

/** Which tokens open an operation. What a user may do inside it is for the decision to say. */
public enum Access {
    SERVER_ONLY,
    SERVER_OR_USER,
    /** A token is checked when there is one. */
    ANYONE
}
