package io.switchboard.events.call;

/**
 * How many came to a session. Devices and users are counted apart: whoever is in with two devices is one user. Immutable.
 *
 * @param joins     how often a device came in
 * @param peak      how many devices were in at the same time at most
 * @param users     how many different users have been in
 * @param usersIn   how many users are in now
 * @param peakUsers how many users were in at the same time at most
 */
public record Attendance(int joins, int peak, int users, int usersIn, int peakUsers) {

    /** Nobody yet. */
    static final Attendance NONE = new Attendance(0, 0, 0, 0, 0);

    Attendance joined(int devicesIn, boolean isFirstVisit, boolean isOnlyDevice) {
        int in = usersIn + (isOnlyDevice ? 1 : 0);
        return new Attendance(joins + 1, Math.max(peak, devicesIn), users + (isFirstVisit ? 1 : 0), in,
                Math.max(peakUsers, in));
    }

    Attendance left(boolean isOnlyDevice) {
        return new Attendance(joins, peak, users, usersIn - (isOnlyDevice ? 1 : 0), peakUsers);
    }

    Attendance ended() {
        return new Attendance(joins, peak, users, 0, peakUsers);
    }
}
