package io.switchboard.standalone.sdk;

/**
 * A Switchboard that accepts requests, seen from outside. The first three values are all that an official SDK is
 * given, the last one is all that a consumer of its events is given.
 */
record RunningSwitchboard(String baseUrl, String apiKey, String apiSecret, String kafka) {

    @Override
    public String toString() {
        return "Switchboard at " + baseUrl;
    }
}
