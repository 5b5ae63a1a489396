package io.switchboard.events.codec;

/** The text of a stored event, written by hand and not by the codec. */
final class StoredText {

    private StoredText() {
    }

    static String of(String type, int version, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/switchboard/command-api\",\"type\":\"" + type
                + "\",\"subject\":\"default:standup\",\"time\":\"2026-03-01T12:00:00Z\","
                + "\"datacontenttype\":\"application/json\",\"dataschema\":\"urn:switchboard:event:" + type + ":"
                + version + "\",\"seq\":2,\"actor\":\"user:john\",\"requestid\":\"r1\",\"requesthash\":\"h1\","
                + "\"prevhash\":\"ab\",\"data\":" + data + "}";
    }
}
