package io.switchboard.events.calltype;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The call types as they are, made from the built-in ones and the documents stored over them. Call types are asked for
 * with every command but change rarely and are large, so a document is decoded once and reused for as long as the
 * stored bytes are the same. Thread-safe.
 */
public final class DecodedCallTypes {

    private final Map<String, Decoded> cache = new ConcurrentHashMap<>();

    private record Decoded(byte[] stored, Optional<CallType> type) {
    }

    /**
     * @param stored the document of this name, if one was ever written
     * @return the call type, unless it does not exist or was deleted
     */
    public Optional<CallType> type(String name, Optional<byte[]> stored) {
        return stored.isPresent() ? decoded(name, stored.get())
                : Optional.ofNullable(BuiltInCallTypes.byName().get(name));
    }

    /**
     * @param stored every document there is, by name
     * @return every call type that exists, sorted by name
     */
    public Map<String, CallType> all(Map<String, byte[]> stored) {
        Map<String, CallType> all = new TreeMap<>(BuiltInCallTypes.byName());
        stored.forEach((name, document) -> decoded(name, document).ifPresentOrElse(
                type -> all.put(name, type), () -> all.remove(name)));
        return all;
    }

    private Optional<CallType> decoded(String name, byte[] stored) {
        Decoded known = cache.get(name);
        if (known == null || !Arrays.equals(known.stored(), stored)) {
            known = new Decoded(stored, CallTypeCodec.decode(stored));
            cache.put(name, known);
        }
        return known.type();
    }
}
