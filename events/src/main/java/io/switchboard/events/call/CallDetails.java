package io.switchboard.events.call;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call as answers show it. Lists of people are cut at {@value #MOST_SHOWN}, by user id; counts are in the core.
 *
 * @param participants who is in
 * @param rings        how users met the ringing of the current or last session
 * @param blocked      ids of blocked users
 */
public record CallDetails(CallCore core, ObjectNode settings, List<Participant> participants, List<Ring> rings,
                          List<String> blocked) {

    /** So that an answer about a call with a hundred thousand people costs what one with a hundred costs. */
    public static final int MOST_SHOWN = 100;
}
