package io.switchboard.projector.query;

import io.switchboard.events.app.AppSettings;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.user.User;
import java.util.Map;
import java.util.Optional;

/**
 * What decides which calls a user sees and what he may do there, besides the calls.
 *
 * @param user      his document, if he has one
 * @param callTypes every call type that exists, by name
 */
public record AccessFacts(Optional<User> user, Map<String, CallType> callTypes, AppSettings app) {
}
