package io.switchboard.command.http;

import io.switchboard.command.call.CallReply;
import io.switchboard.command.call.CallRequest;

/** The way from the HTTP front to the writer of a call's partition. Thread-safe. */
public interface Calls {

    /**
     * Hands the request to the owner of the call's partition and waits for what comes of it.
     *
     * @throws io.switchboard.wire.error.ApiException unavailable, when it cannot be had in time; the message says
     *         whether the command may still have happened
     */
    CallReply submit(CallRequest request);
}
