package io.switchboard.standalone.sdk;

/**
 * A Switchboard that accepts requests, seen as an application developer sees it: these three values are all that an
 * official SDK is given.
 */
record RunningSwitchboard(String baseUrl, String apiKey, String apiSecret) {

    @Override
    public String toString() {
        return "Switchboard at " + baseUrl;
    }
}
