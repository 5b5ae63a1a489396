package io.switchboard.command.call;

import io.switchboard.command.request.RequestId;

/** A command with all that its decision may know: what the shard of a call's partition takes in. */
public record CallRequest(CallCommand command, CallCommand.Context context, RequestId request) {
}
