package io.switchboard.events.testing;

import io.switchboard.events.codec.EventJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON trees as an application may send them: nested, with awkward numbers, names and texts, some of them long. */
public final class RandomJson {

    private static final JsonNodeFactory NODES = EventJson.mapper().getNodeFactory();
    private static final String[] TEXTS = {"", "x", "2026-01-01T00:00:00Z", "ünïcödé", "😀", "\u0000", "\"\\/",
            "\u2028", "null", "1.10", "Straße", "STRASSE 9", "İstanbul ıı", "éte", "e\u0301te ete", "ﬁne ½ fine", "हिन्दी",
            "ΟΔΟΣ οδος", "❤\ufe0f x", "the Quick brown-fox", "quick", "\ud800"};
    /** Half a surrogate pair may stand in a value, but no JSON reader takes it in a name. */
    private static final int NAMES = TEXTS.length - 1;
    /** Paths made of these can be made of others of these. */
    private static final String[] JOINTS = {"", "a", "b", "a.b", ".", "a.", ".b"};
    private static final String[] REPEATED = {"x", "lorem Ipsum ", "ß", "😀", "\uffee"};
    /** Lengths of bytes that something somewhere may take for a limit. */
    private static final int[] LENGTHS = {64, 95, 128, 512, 1_024, 3_072, 4_096};
    private static final String[] NUMBERS = {"0", "-1", "2147483648", "9223372036854775808", "1.10", "0.10", "1E+400",
            "1E-400", "-12345678901234567890.098765432100", "100.0"};

    private RandomJson() {
    }

    public static ObjectNode object(RandomGenerator random) {
        return object(random, 3);
    }

    private static ObjectNode object(RandomGenerator random, int depth) {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.set(name(random), value(random, depth));
        }
        return object;
    }

    private static String name(RandomGenerator random) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> JOINTS[random.nextInt(JOINTS.length)];
            case 3 -> random.nextInt(4) == 0 ? longText(random) : "k";
            default -> "k" + random.nextInt(6) + TEXTS[random.nextInt(NAMES)];
        };
    }

    private static String text(RandomGenerator random) {
        return random.nextInt(10) == 0 ? longText(random) : TEXTS[random.nextInt(TEXTS.length)];
    }

    /** About as many bytes as one of the lengths, often with the same beginning as others and another end. */
    private static String longText(RandomGenerator random) {
        String unit = REPEATED[random.nextInt(REPEATED.length)];
        int bytes = LENGTHS[random.nextInt(LENGTHS.length)] + random.nextInt(5) - 2;
        String text = unit.repeat(bytes / unit.getBytes(StandardCharsets.UTF_8).length);
        return text + (random.nextBoolean() ? "" : "az".charAt(random.nextInt(2)));
    }

    private static JsonNode value(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 -> number(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 4, 5 -> NODES.stringNode(text(random));
            case 6 -> object(random, depth - 1);
            default -> array(random, depth - 1);
        };
    }

    private static ArrayNode array(RandomGenerator random, int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(random, depth));
        }
        return array;
    }

    private static JsonNode number(String text) {
        return text.matches("-?\\d+") ? NODES.numberNode(new BigInteger(text)) : NODES.numberNode(new BigDecimal(text));
    }
}
