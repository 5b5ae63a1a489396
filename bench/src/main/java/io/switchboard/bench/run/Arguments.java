package io.switchboard.bench.run;

import io.switchboard.bench.BenchFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Command-line arguments of the form {@code --name value}, and flags. Bad ones are a {@link BenchFailure}. */
public final class Arguments {

    private final String usage;
    private final Map<String, List<String>> values = new TreeMap<>();

    private Arguments(String usage) {
        this.usage = usage;
    }

    /**
     * @param flags names that stand alone
     * @param named names that are followed by a value
     */
    public static Arguments parse(Set<String> flags, Set<String> named, String usage, String... args) {
        Arguments arguments = new Arguments(usage);
        for (int i = 0; i < args.length; i++) {
            List<String> given = arguments.values.computeIfAbsent(args[i], name -> new ArrayList<>());
            if (named.contains(args[i]) && i + 1 < args.length) {
                given.add(args[++i]);
            } else if (!flags.contains(args[i])) {
                throw arguments.bad((named.contains(args[i]) ? "No value after " : "Unknown option ") + args[i]);
            }
        }
        return arguments;
    }

    public boolean flag(String name) {
        return values.containsKey(name);
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** @return the value given last */
    public Optional<String> text(String name) {
        return all(name).isEmpty() ? Optional.empty() : Optional.of(all(name).getLast());
    }

    public Duration seconds(String name, long unlessGiven) {
        return Duration.ofSeconds(number(name, unlessGiven));
    }

    public long number(String name, long unlessGiven) {
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return unlessGiven;
        }
        if (!given.get().matches("[1-9][0-9]{0,11}")) {
            throw bad(name + " needs a whole number above zero, not '" + given.get() + "'");
        }
        return Long.parseLong(given.get());
    }

    /** @return the constants named in a list such as {@code twin,twin-async}; all of them unless given */
    public <E extends Enum<E>> Set<E> choice(String name, Class<E> of) {
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return EnumSet.allOf(of);
        }
        Set<E> chosen = EnumSet.noneOf(of);
        for (String word : given.get().split(",")) {
            chosen.add(EnumSet.allOf(of).stream().filter(e -> spelled(e).equals(word)).findFirst()
                    .orElseThrow(() -> bad(name + " does not know '" + word + "'")));
        }
        return chosen;
    }

    /** @return the defaults and whatever {@code KEY=VALUE} pairs were given */
    public Map<String, String> pairs(String name, Map<String, String> defaults) {
        Map<String, String> pairs = new TreeMap<>(defaults);
        for (String pair : all(name)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw bad(name + " needs KEY=VALUE, not '" + pair + "'");
            }
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private BenchFailure bad(String what) {
        return new BenchFailure(what + ".\n" + usage);
    }
}
