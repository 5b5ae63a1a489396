package io.switchboard.bench.twin;

import io.switchboard.bench.twin.CallDesk.CreateResult;
import io.switchboard.bench.twin.CallDesk.StoredMembers;
import io.switchboard.bench.twin.CallRequests.CreateCall;
import io.switchboard.bench.twin.CallRequests.UpdateMembers;
import io.switchboard.bench.twin.CallRequests.UpsertUsers;
import io.switchboard.events.Cid;
import io.switchboard.events.RequestRef;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.codec.HashChain;
import io.switchboard.events.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The three operations the benchmark uses, at the paths and with the bodies of the contract. */
@RestController
@RequestMapping(path = "/api/v2", produces = MediaType.APPLICATION_JSON_VALUE)
class CallController {

    /** Stored documents must be complete; in requests null and absent are the same. */
    private static final JsonMapper REQUESTS = EventJson.mapper().rebuild()
            .disable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final CallDesk desk;
    private final CallStore store;

    CallController(CallDesk desk, CallStore store) {
        this.desk = desk;
        this.store = store;
    }

    @PostMapping("/video/call/{type}/{id}")
    ResponseEntity<byte[]> getOrCreate(@PathVariable String type, @PathVariable String id, @RequestBody byte[] body) {
        return answer(() -> {
            CreateCall request = read(body, CreateCall.class);
            CreateResult result = desk.getOrCreate(new Cid(type, id), request.data().orElseThrow(() ->
                    Problem.input("data is missing")), request(body));
            return AnswerJson.call(result.call(), result.created());
        });
    }

    @PostMapping("/video/call/{type}/{id}/members")
    ResponseEntity<byte[]> updateMembers(@PathVariable String type, @PathVariable String id,
                                         @RequestBody byte[] body) {
        return answer(() -> {
            StoredMembers result = desk.updateMembers(new Cid(type, id), read(body, UpdateMembers.class),
                    request(body));
            return AnswerJson.members(result.members(), result.users());
        });
    }

    @PostMapping("/users")
    ResponseEntity<byte[]> upsertUsers(@RequestBody byte[] body) {
        return answer(() -> {
            Instant now = Instant.now();
            List<User> users = read(body, UpsertUsers.class).users().entrySet().stream()
                    .map(entry -> TwinUsers.of(entry.getKey(), entry.getValue(), now)).toList();
            store.putUsers(users);
            return AnswerJson.users(users);
        });
    }

    private static ResponseEntity<byte[]> answer(Supplier<ObjectNode> work) {
        long began = System.nanoTime();
        ObjectNode answer = work.get();
        answer.put("duration", String.format(Locale.ROOT, "%.2fms", (System.nanoTime() - began) / 1e6));
        byte[] bytes = EventJson.mapper().writeValueAsBytes(answer);
        return ResponseEntity.status(201).contentLength(bytes.length).body(bytes);
    }

    private static <T> T read(byte[] body, Class<T> shape) {
        try {
            return Optional.ofNullable(REQUESTS.readValue(body, shape)).orElseThrow(() ->
                    Problem.input("the body is null"));
        } catch (JacksonException malformed) {
            throw Problem.input(malformed.getOriginalMessage());
        }
    }

    private static RequestRef request(byte[] body) {
        return new RequestRef(UUID.randomUUID().toString(), HashChain.hash(body));
    }
}
