package io.switchboard.wire.json;

/** Whether text can be written as UTF-8. JSON escapes can spell halves of characters, which nothing can store. */
final class UnicodeText {

    private UnicodeText() {
    }

    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
