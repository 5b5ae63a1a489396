package io.switchboard.events;

/**
 * The global name of a call, {@code type:id}. It is the key of every record of the call.
 * Immutable; neither part is empty and the type holds no colon, so the text form reads back unambiguously. No part
 * holds a zero character, which ends the name in the keys of a call's rows.
 */
public record Cid(String type, String id) {

    /** @throws IllegalArgumentException when a part is empty or holds a zero character, or the type holds a colon */
    public Cid {
        if (type.isEmpty() || id.isEmpty() || type.indexOf(':') >= 0 || type.indexOf(0) >= 0 || id.indexOf(0) >= 0) {
            throw new IllegalArgumentException("not a call id: '" + type + ":" + id + "'");
        }
    }

    /** @throws IllegalArgumentException when the text is not {@code type:id} */
    public static Cid parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not a call id: '" + text + "'");
        }
        return new Cid(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return type + ":" + id;
    }
}
