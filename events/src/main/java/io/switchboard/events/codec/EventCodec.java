package io.switchboard.events.codec;

import io.switchboard.events.Actor;
import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import io.switchboard.events.EventEnvelope;
import io.switchboard.events.RequestRef;
import io.switchboard.events.StoredEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events to bytes and back: CloudEvents 1.0 JSON in structured mode, {@link #CONTENT_TYPE}.
 *
 * <p>There is one decode path for replay, projector, export and consumers: read the version from
 * {@code dataschema}, lift the data through the {@link Upcaster}s up to the version this code knows, make the record.
 * A type or version from the future becomes {@link CallEvent.Unknown}; fields from the future are passed over.
 * Thread-safe.
 */
public final class EventCodec {

    /** The Kafka header {@code content-type} of every record of the log. */
    public static final String CONTENT_TYPE = "application/cloudevents+json";

    private static final String SPEC_VERSION = "1.0";
    private static final String SOURCE = "/switchboard/command-api";
    private static final String SCHEMA_PREFIX = "urn:switchboard:event:";

    /** Rows are ordered by nanoseconds since the epoch, in 64 bits. */
    private static final Instant LAST_TIME = Instant.ofEpochSecond(0, Long.MAX_VALUE);

    /** The current version of each event type; a changed shape raises the number and adds an upcaster. */
    private static final Map<String, Class<? extends CallEvent>> TYPES =
            Stream.of(CallEvent.class.getPermittedSubclasses())
                    .filter(type -> type != CallEvent.Unknown.class)
                    .map(type -> type.<CallEvent>asSubclass(CallEvent.class))
                    .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    private final JsonMapper json = EventJson.mapper();
    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<String, Map<Integer, Upcaster>> upcasters = new HashMap<>();
    private final Map<String, Current> current = new HashMap<>();

    private EventCodec(List<Upcaster> steps) {
        TYPES.keySet().forEach(type -> versions.put(type, 1));
        for (Upcaster step : steps) {
            if (!Integer.valueOf(step.fromVersion()).equals(versions.get(step.type()))) {
                throw new IllegalArgumentException("a step from version " + step.fromVersion() + " of "
                        + step.type() + " does not stand where version " + versions.get(step.type()) + " ends");
            }
            upcasters.computeIfAbsent(step.type(), t -> new HashMap<>()).put(step.fromVersion(), step);
            versions.put(step.type(), step.fromVersion() + 1);
        }
        // The parser stands inside the event's document: what follows the data is not for its reader to judge.
        TYPES.forEach((type, record) -> current.put(type, new Current(SCHEMA_PREFIX + type + ":" + versions.get(type),
                json.readerFor(record).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS))));
    }

    /** How a type is written now, and what reads that. */
    private record Current(String schema, ObjectReader reader) {
    }

    /** The codec for the events this version of Switchboard writes. */
    public static EventCodec standard() {
        return new EventCodec(List.of());
    }

    /**
     * A codec whose types stand one version past the last of these steps.
     *
     * @param steps those of one type from version 1 on, each where the one before it ends
     * @throws IllegalArgumentException when a step is missing, doubled or of a type without a record
     */
    public static EventCodec withUpcasters(List<Upcaster> steps) {
        return new EventCodec(steps);
    }

    /**
     * @return the bytes to store; their hash is what the call's next event refers to
     * @throws JacksonException when the data is nested deeper than {@link #decode} would read
     */
    public byte[] encode(EventEnvelope e) {
        ObjectNode doc = json.createObjectNode();
        doc.put("specversion", SPEC_VERSION);
        doc.put("id", e.id());
        doc.put("source", SOURCE);
        doc.put("type", e.event().typeName());
        doc.put("subject", e.cid().toString());
        doc.put("time", e.time().toString());
        doc.put("datacontenttype", "application/json");
        doc.put("dataschema", schema(e.event()));
        doc.put("seq", e.seq());
        doc.put("actor", e.actor().toString());
        doc.put("requestid", e.request().id());
        doc.put("requesthash", e.request().hash());
        doc.put("prevhash", e.prevHash());
        doc.set("data", e.event() instanceof CallEvent.Unknown unknown ? unknown.data() : json.valueToTree(e.event()));
        return json.writeValueAsBytes(doc);
    }

    /** @throws CorruptEventException when the bytes are no event */
    public StoredEvent decode(byte[] stored) {
        try (JsonParser parser = json.createParser(stored)) {
            StoredDocument doc = StoredDocument.read(parser, (type, schema) -> readerOf(type, schema)
                    .map(reader -> reader.withAttribute(SettingsReader.SOURCE, stored)));
            requireCloudEvent(doc);
            EventEnvelope envelope = new EventEnvelope(
                    name(doc, "id"),
                    Cid.parse(doc.text("subject")),
                    doc.seq(),
                    time(doc),
                    Actor.parse(doc.text("actor")),
                    new RequestRef(doc.text("requestid"), doc.text("requesthash")),
                    doc.text("prevhash"),
                    event(doc));
            return new StoredEvent(envelope, HashChain.hash(stored));
        } catch (JacksonException | IllegalArgumentException | DateTimeException bad) {
            throw new CorruptEventException("stored bytes are not an event: " + bad.getMessage(), bad);
        }
    }

    /** What reads data of this type and schema straight into its record; empty when it has to be lifted, or is unknown. */
    private Optional<ObjectReader> readerOf(String type, String schema) {
        return Optional.ofNullable(current.get(type)).filter(written -> written.schema().equals(schema)).map(Current::reader);
    }

    private String schema(CallEvent event) {
        int version = event instanceof CallEvent.Unknown unknown ? unknown.version() : versions.get(event.typeName());
        return SCHEMA_PREFIX + event.typeName() + ":" + version;
    }

    private CallEvent event(StoredDocument doc) {
        String type = name(doc, "type");
        String schema = doc.text("dataschema");
        if (!schema.startsWith(SCHEMA_PREFIX + type + ":")) {
            throw new CorruptEventException("dataschema '" + schema + "' is not one of type '" + type + "'");
        }
        return doc.event().orElseGet(() -> event(type, schema, doc.data()));
    }

    private CallEvent event(String type, String schema, Optional<JsonNode> data) {
        if (!(data.orElse(null) instanceof ObjectNode object)) {
            throw new CorruptEventException("data of a " + type + " is not an object");
        }
        int version = Integer.parseInt(schema.substring(SCHEMA_PREFIX.length() + type.length() + 1));
        if (version < 1) {
            throw new CorruptEventException("a " + type + " has no version " + version);
        }
        Integer known = versions.get(type);
        Class<? extends CallEvent> record = TYPES.get(type);
        if (known == null || record == null || version > known) {
            return new CallEvent.Unknown(type, version, object);
        }
        return json.treeToValue(lift(type, version, known, object), record);
    }

    private ObjectNode lift(String type, int from, int to, ObjectNode data) {
        ObjectNode lifted = data;
        for (int version = from; version < to; version++) {
            lifted = lift(upcasters.get(type).get(version), lifted);
        }
        return lifted;
    }

    /** A step knows only data that was really written; whatever it does with other data means that this is other. */
    private static ObjectNode lift(Upcaster step, ObjectNode data) {
        try {
            return step.upcast(data);
        } catch (RuntimeException bad) {
            throw new CorruptEventException(
                    "data of a " + step.type() + " does not fit version " + step.fromVersion(), bad);
        }
    }

    private static void requireCloudEvent(StoredDocument doc) {
        String version = doc.text("specversion");
        if (!version.equals(SPEC_VERSION)) {
            throw new CorruptEventException("CloudEvents version '" + version + "' is not " + SPEC_VERSION);
        }
        name(doc, "source");
    }

    private static String name(StoredDocument doc, String attribute) {
        String value = doc.text(attribute);
        if (value.isEmpty()) {
            throw new CorruptEventException("attribute '" + attribute + "' is empty");
        }
        return value;
    }

    private static Instant time(StoredDocument doc) {
        Instant time = InstantText.parse(doc.text("time"));
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST_TIME)) {
            throw new CorruptEventException("time " + time + " is not within " + Instant.EPOCH + " and " + LAST_TIME);
        }
        return time;
    }
}
