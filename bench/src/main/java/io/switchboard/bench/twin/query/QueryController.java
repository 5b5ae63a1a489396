package io.switchboard.bench.twin.query;

import io.switchboard.bench.twin.Problem;
import io.switchboard.bench.twin.TwinCredentials;
import io.switchboard.events.calltype.Grants;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.user.User;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.FilterParser;
import io.switchboard.projector.filter.ParsedFilter;
import io.switchboard.projector.page.Cursor;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.page.Sortable;
import io.switchboard.wire.render.CallRenderer;
import io.switchboard.wire.render.CallView;
import io.switchboard.wire.render.TimeStyle;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** QueryCalls for server tokens: Switchboard's reading and writing around {@link CallReader}. */
@RestController
class QueryController {

    private static final String ENDPOINT = "calls";
    private static final int DEFAULT_LIMIT = 25;
    private static final JsonMapper ANSWERS = JsonMapper.builder().build();
    private static final List<String> ALL_CAPABILITIES = Grants.allCapabilities();

    private final CallReader reader;
    private final UserTable users;
    private final CursorCodec cursors;

    QueryController(CallReader reader, UserTable users, TwinCredentials credentials) {
        this.reader = reader;
        this.users = users;
        this.cursors = new CursorCodec(credentials.secret().getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping(path = "/api/v2/video/calls", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> calls(@RequestBody byte[] body) {
        long began = System.nanoTime();
        JsonNode request = read(body);
        int limit = request.path("limit").asInt(DEFAULT_LIMIT);
        Filter filter = filter(request);
        long question = CursorCodec.question(ENDPOINT, filter);
        Optional<Cursor> cursor = cursor(request, question);
        List<SortKey> keys = cursor.map(Cursor::keys).orElseGet(() -> sort(request));
        List<CallReader.Found> found = find(new PageSql(filter, keys, cursor.flatMap(Cursor::place), limit + 1));
        List<CallReader.Found> page = found.subList(0, Math.min(limit, found.size()));
        Optional<String> next = found.size() > limit && limit > 0
                ? Optional.of(next(question, keys, page.getLast())) : Optional.empty();
        byte[] bytes = answer(page, next, began);
        return ResponseEntity.status(201).contentLength(bytes.length).body(bytes);
    }

    private List<CallReader.Found> find(PageSql page) {
        try {
            return reader.page(page);
        } catch (IllegalArgumentException notAColumn) {
            throw Problem.input(notAColumn.getMessage());
        }
    }

    private static JsonNode read(byte[] body) {
        try {
            return EventJson.mapper().readTree(body);
        } catch (JacksonException malformed) {
            throw Problem.input(malformed.getOriginalMessage());
        }
    }

    private static Filter filter(JsonNode request) {
        return switch (FilterParser.parse(FieldTable.CALLS, Optional.of(request.path("filter_conditions")))) {
            case ParsedFilter.Understood understood -> understood.filter();
            case ParsedFilter.Refused refused -> throw Problem.input(refused.problem().message());
        };
    }

    private static List<SortKey> sort(JsonNode request) {
        List<SortKey> keys = new ArrayList<>();
        request.path("sort").forEach(key ->
                keys.add(new SortKey(key.path("field").asString(), key.path("direction").asInt(1) < 0)));
        return keys.isEmpty() ? Sortable.CALLS.usual() : keys;
    }

    private Optional<Cursor> cursor(JsonNode request, long question) {
        if (!request.path("next").isString()) {
            return Optional.empty();
        }
        return Optional.of(cursors.decode(request.path("next").stringValue()).filter(c -> c.question() == question)
                .orElseThrow(() -> Problem.input("next is not a cursor of this query")));
    }

    private String next(long question, List<SortKey> keys, CallReader.Found last) {
        return cursors.encode(new Cursor(Cursor.Direction.NEXT, question, keys,
                Optional.of(new Order<>(Sortable.CALLS, keys).place(last.call().core()))));
    }

    private byte[] answer(List<CallReader.Found> page, Optional<String> next, long began) {
        Map<String, User> everybody = users.all();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator g = ANSWERS.createGenerator(bytes)) {
            g.writeStartObject();
            g.writeArrayPropertyStart("calls");
            page.forEach(found -> {
                g.writeStartObject();
                CallRenderer.writeCallState(g, TimeStyle.NANOS,
                        new CallView(found.call(), found.members(), everybody, ALL_CAPABILITIES));
                g.writeEndObject();
            });
            g.writeEndArray();
            next.ifPresent(cursor -> g.writeStringProperty("next", cursor));
            g.writeStringProperty("duration",
                    String.format(Locale.ROOT, "%.2fms", (System.nanoTime() - began) / 1e6));
            g.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
