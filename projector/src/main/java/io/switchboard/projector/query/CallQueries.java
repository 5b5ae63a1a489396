package io.switchboard.projector.query;

/**
 * Questions about calls, their members and sessions, and users.
 *
 * <p>With {@link Consistency#STRONG} an answer shows every command that was acknowledged before the question came;
 * when that cannot be had in time, the outcome says so and shows nothing. Thread-safe; blocks the asking thread, at
 * most a few seconds.
 */
public interface CallQueries {

    /** A page of calls. */
    QueryOutcome<CallsPage> calls(CallsQuery query);

    /** A page of the members of one call. */
    QueryOutcome<MembersPage> members(MembersQuery query);

    /** A page of users. */
    QueryOutcome<UsersPage> users(UsersQuery query);

    /** A page of sessions, or of feedback. */
    <T> QueryOutcome<RowsPage<T>> rows(RowsQuery<T> query);

    /** How many are in calls. */
    QueryOutcome<Activity> activity(Consistency consistency);

    /** What decides what this user may see and do. */
    QueryOutcome<AccessFacts> access(String userId, Consistency consistency);
}
