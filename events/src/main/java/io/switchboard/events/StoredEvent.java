package io.switchboard.events;

/**
 * An event as the log holds it: the decoded envelope and the SHA-256 of its exact bytes, to which the call's next
 * event refers. The hash cannot be had from the envelope alone, since other bytes may decode to the same value.
 */
public record StoredEvent(EventEnvelope envelope, String hash) {
}
