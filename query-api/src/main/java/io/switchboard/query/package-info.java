/**
 * The read side's HTTP: QueryCalls and QueryCallMembers. Requests become questions to the projector
 * ({@link io.switchboard.projector.query.CallQueries}), outcomes become answers or Stream's error bodies.
 */
package io.switchboard.query;
