package io.switchboard.projector;

/** What a projector is doing, for health and for start-up. */
public sealed interface ProjectorState {

    /** Not started yet. */
    record Created() implements ProjectorState {
    }

    /** Joining the group, restoring stores, or moving partitions. Queries wait or are told so. */
    record Restoring() implements ProjectorState {
    }

    /** For the first time since the start, it folds what the log gained while it was away. */
    record CatchingUp() implements ProjectorState {
    }

    /** Every partition it owns is served and was at the end of the log once. */
    record Running() implements ProjectorState {
    }

    /** It gave up and will not recover by itself. */
    record Failed(String reason) implements ProjectorState {
    }

    /** Closed. */
    record Stopped() implements ProjectorState {
    }
}
