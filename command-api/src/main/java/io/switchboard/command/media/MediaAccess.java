package io.switchboard.command.media;

/**
 * How a participant reaches the media server: the {@code credentials} of a join answer.
 *
 * @param token      for the media server; empty when there is none
 * @param edgeName   a name for people
 * @param url        its HTTP address; empty when there is none
 * @param wsEndpoint its WebSocket address; empty when there is none
 */
public record MediaAccess(String token, String edgeName, String url, String wsEndpoint) {

    /** The token opens the media server, so it is not shown. */
    @Override
    public String toString() {
        return "MediaAccess[edgeName=" + edgeName + ", url=" + url + "]";
    }
}
