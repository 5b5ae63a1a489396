package io.switchboard.standalone.visibility;

/**
 * A command and the query that must know of it.
 *
 * @param sign stands in the answer, or does not stand there any more
 */
record Pair(Request command, Request query, String sign, boolean present) {

    record Request(String method, String path, String body) {
    }

    boolean isShownBy(String answer) {
        return answer.contains(sign) == present;
    }
}
