package io.switchboard.wire.limits;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many requests a minute each operation may have from each platform. Immutable.
 *
 * @param usual what holds where nothing else is said
 * @param named exceptions, by {@code <Operation>.<platform>} or {@code <Operation>}; the closer one wins
 */
public record RateLimits(int usual, Map<String, Integer> named) {

    /** The most a bucket can count. */
    static final int MAX = (1 << 24) - 1;

    private static final Set<String> PLATFORMS =
            Stream.of(Platform.values()).map(Platform::spelling).collect(Collectors.toUnmodifiableSet());

    /** @throws IllegalArgumentException when a limit is below 1 or above 16 777 215 */
    public RateLimits {
        named = Map.copyOf(named);
        Stream.concat(Stream.of(usual), named.values().stream()).filter(limit -> limit < 1 || limit > MAX).findFirst()
                .ifPresent(limit -> {
                    throw new IllegalArgumentException(
                            "a rate limit must lie between 1 and " + MAX + ", not " + limit);
                });
    }

    /** The same for all. */
    public static RateLimits uniform(int limit) {
        return new RateLimits(limit, Map.of());
    }

    /**
     * Reads exceptions as an operator writes them: {@code QueryCalls=600, QueryCalls.web=60}.
     *
     * @param operations the operations there are
     * @throws IllegalArgumentException saying what is wrong with which entry
     */
    public static RateLimits parse(int usual, String text, Set<String> operations) {
        Map<String, Integer> named = new HashMap<>();
        for (String entry : text.split(",")) {
            if (!entry.isBlank()) {
                String[] sides = entry.strip().split("=", -1);
                String[] name = sides[0].strip().split("\\.", -1);
                if (sides.length != 2 || !operations.contains(name[0]) || name.length > 2
                        || name.length == 2 && !PLATFORMS.contains(name[1])) {
                    throw new IllegalArgumentException("'" + entry.strip() + "' must be <Operation>=<requests per minute> "
                            + "or <Operation>.<platform>=<requests per minute>, with one of Stream's operations and a "
                            + "platform of " + String.join(", ", PLATFORMS.stream().sorted().toList()));
                }
                named.put(String.join(".", name), number(entry, sides[1].strip()));
            }
        }
        return new RateLimits(usual, named);
    }

    private static int number(String entry, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("'" + entry.strip() + "' must end with a whole number", noNumber);
        }
    }

    int limit(String operation, Platform platform) {
        return Optional.ofNullable(named.get(operation + "." + platform.spelling()))
                .or(() -> Optional.ofNullable(named.get(operation))).orElse(usual);
    }
}
