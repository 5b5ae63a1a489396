/**
 * Reads see writes: a query waits until this process has applied what was in the log when the query came.
 *
 * <p>{@link io.switchboard.projector.consistency.LogEnd} says where the log ends now,
 * {@link io.switchboard.projector.consistency.AppliedPositions} how far this process is, and wakes who waits.
 */
package io.switchboard.projector.consistency;
