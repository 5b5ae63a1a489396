package io.switchboard.events.codec;

import io.switchboard.events.Actor;
import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import io.switchboard.events.EventEnvelope;
import io.switchboard.events.RequestRef;
import io.switchboard.events.StoredEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
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

    private static final String SOURCE = "/switchboard/command-api";
    private static final String SCHEMA_PREFIX = "urn:switchboard:event:";

    /** The current version of each event type; a changed shape raises the number and adds an upcaster. */
    private static final Map<String, Class<? extends CallEvent>> TYPES = Map.of(
            "CallCreated", CallEvent.CallCreated.class,
            "CallUpdated", CallEvent.CallUpdated.class,
            "MembersUpdated", CallEvent.MembersUpdated.class,
            "CallEnded", CallEvent.CallEnded.class);

    private final JsonMapper json = EventJson.mapper();
    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<String, Map<Integer, Upcaster>> upcasters = new HashMap<>();

    private EventCodec(List<Upcaster> steps) {
        TYPES.keySet().forEach(type -> versions.put(type, 1));
        for (Upcaster step : steps) {
            upcasters.computeIfAbsent(step.type(), t -> new HashMap<>()).put(step.fromVersion(), step);
            versions.merge(step.type(), step.fromVersion() + 1, Math::max);
        }
    }

    /** The codec for the events this version of Switchboard writes. */
    public static EventCodec standard() {
        return new EventCodec(List.of());
    }

    /** A codec whose types stand one version past the last of these steps. */
    public static EventCodec withUpcasters(List<Upcaster> steps) {
        return new EventCodec(steps);
    }

    /** @return the bytes to store; their hash is what the call's next event refers to */
    public byte[] encode(EventEnvelope e) {
        ObjectNode doc = json.createObjectNode();
        doc.put("specversion", "1.0");
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
        try {
            JsonNode doc = json.readTree(stored);
            EventEnvelope envelope = new EventEnvelope(
                    text(doc, "id"),
                    Cid.parse(text(doc, "subject")),
                    number(doc, "seq"),
                    Instant.parse(text(doc, "time")),
                    Actor.parse(text(doc, "actor")),
                    new RequestRef(text(doc, "requestid"), text(doc, "requesthash")),
                    text(doc, "prevhash"),
                    event(text(doc, "type"), text(doc, "dataschema"), doc.get("data")));
            return new StoredEvent(envelope, HashChain.hash(stored));
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException bad) {
            throw new CorruptEventException("stored bytes are not an event: " + bad.getMessage(), bad);
        }
    }

    private String schema(CallEvent event) {
        int version = event instanceof CallEvent.Unknown unknown ? unknown.version() : versions.get(event.typeName());
        return SCHEMA_PREFIX + event.typeName() + ":" + version;
    }

    private CallEvent event(String type, String schema, JsonNode data) {
        if (!schema.startsWith(SCHEMA_PREFIX + type + ":")) {
            throw new CorruptEventException("dataschema '" + schema + "' is not one of type '" + type + "'");
        }
        if (!(data instanceof ObjectNode object)) {
            throw new CorruptEventException("data of a " + type + " is not an object");
        }
        int version = Integer.parseInt(schema.substring(SCHEMA_PREFIX.length() + type.length() + 1));
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
            Upcaster step = upcasters.getOrDefault(type, Map.of()).get(version);
            if (step == null) {
                throw new CorruptEventException("no upcaster for " + type + " version " + version);
            }
            lifted = step.upcast(lifted);
        }
        return lifted;
    }

    private static String text(JsonNode doc, String attribute) {
        JsonNode value = doc.path(attribute);
        if (!value.isString()) {
            throw new CorruptEventException("attribute '" + attribute + "' is missing or not a string");
        }
        return value.stringValue();
    }

    private static long number(JsonNode doc, String attribute) {
        JsonNode value = doc.path(attribute);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new CorruptEventException("attribute '" + attribute + "' is missing or not a whole number");
        }
        return value.longValue();
    }
}
