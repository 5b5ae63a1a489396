package io.switchboard.wire.http;

import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoded text as it stands in a request line. Unlike the JDK's decoder, it refuses what is no UTF-8. */
final class PercentText {

    private PercentText() {
    }

    /** @throws ApiException code 4 when the text is not percent-encoded UTF-8 */
    static String decode(String encoded, boolean plusIsSpace) {
        if (encoded.indexOf('%') < 0) {
            return plusIsSpace ? encoded.replace('+', ' ') : encoded;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes.write(hex(encoded, i + 1) << 4 | hex(encoded, i + 2));
                i += 2;
            } else {
                bytes.write(plusIsSpace && c == '+' ? ' ' : c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException noUtf8) {
            throw malformed();
        }
    }

    private static int hex(String text, int at) {
        int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0) {
            throw malformed();
        }
        return digit;
    }

    private static ApiException malformed() {
        return new ApiException(ApiError.input("the request URL is not percent-encoded UTF-8"));
    }
}
