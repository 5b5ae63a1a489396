package io.switchboard.projector;

/**
 * How far a projector has folded the partitions of the call log that it restores or serves, all of them together.
 * Offsets also count what marks the ends of transactions, so there are somewhat more of them than events.
 *
 * @param reached how many offsets are folded; falls when a store is thrown away and restored anew
 * @param end     how many there are to fold, as last learned; never less than {@code reached}
 */
public record Progress(long reached, long end) {
}
