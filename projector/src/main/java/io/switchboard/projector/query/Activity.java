package io.switchboard.projector.query;

/**
 * What is going on.
 *
 * @param calls        how many have somebody in them
 * @param participants how many are in, in all of them; whoever is in with two devices counts twice
 */
public record Activity(long calls, long participants) {

    /** Nothing. */
    public static final Activity NONE = new Activity(0, 0);

    public Activity plus(Activity other) {
        return new Activity(calls + other.calls, participants + other.participants);
    }
}
