package io.switchboard.events;

/**
 * Which request caused an event. Every command has one: the client's ({@code x-client-request-id},
 * {@code Idempotency-Key}) or one Switchboard made. The log alone can therefore answer "did this request happen?",
 * which is what a writer needs to know after a commit with unknown outcome.
 *
 * @param id   unique per caller
 * @param hash fingerprint of operation, target and body, to tell a retry from another request under the same id
 */
public record RequestRef(String id, String hash) {
}
