package io.switchboard.events.calltype;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a role can be granted in a call type. A grant is written as a permission id; the SDKs show capabilities, which
 * are mostly but not always spelled the same, and some permissions have none (contract 2.7).
 */
public enum Permission {

    BLOCK_USER("block-user", "block-users"),
    CHANGE_MAX_DURATION("change-max-duration"),
    CREATE_CALL("create-call"),
    CREATE_REACTION("create-call-reaction", "create-reaction"),
    DELETE_RECORDING("delete-recording", ""),
    ENABLE_NOISE_CANCELLATION("enable-noise-cancellation"),
    END_CALL("end-call"),
    JOIN_BACKSTAGE("join-backstage"),
    JOIN_CALL("join-call"),
    JOIN_ENDED_CALL("join-ended-call"),
    KICK_USER("kick-user"),
    LIST_RECORDINGS("list-recordings", ""),
    LIST_TRANSCRIPTIONS("list-transcriptions", ""),
    MUTE_USERS("mute-users"),
    PIN_FOR_EVERYONE("pin-call-track", "pin-for-everyone"),
    READ_CALL("read-call"),
    READ_CALL_STATS("read-call-stats", ""),
    REMOVE_CALL_MEMBER("remove-call-member"),
    SCREENSHARE("screenshare"),
    SEND_AUDIO("send-audio"),
    SEND_CLOSED_CAPTIONS("send-closed-captions-call"),
    SEND_EVENT("send-event", ""),
    SEND_VIDEO("send-video"),
    START_BROADCASTING("start-broadcasting", "start-broadcast-call"),
    START_CLOSED_CAPTIONS("start-closed-captions", "start-closed-captions-call"),
    START_FRAME_RECORDING("start-frame-recording", "start-frame-record-call"),
    START_INDIVIDUAL_RECORDING("start-individual-recording", "start-individual-record-call"),
    START_RAW_RECORDING("start-raw-recording", "start-raw-record-call"),
    START_RECORDING("start-recording", "start-record-call"),
    START_TRANSCRIPTION("start-transcription", "start-transcription-call"),
    STOP_BROADCASTING("stop-broadcasting", "stop-broadcast-call"),
    STOP_CLOSED_CAPTIONS("stop-closed-captions", "stop-closed-captions-call"),
    STOP_FRAME_RECORDING("stop-frame-recording", "stop-frame-record-call"),
    STOP_INDIVIDUAL_RECORDING("stop-individual-recording", "stop-individual-record-call"),
    STOP_RAW_RECORDING("stop-raw-recording", "stop-raw-record-call"),
    STOP_RECORDING("stop-recording", "stop-record-call"),
    STOP_TRANSCRIPTION("stop-transcription", "stop-transcription-call"),
    UPDATE_CALL("update-call"),
    UPDATE_CALL_MEMBER("update-call-member"),
    UPDATE_CALL_MEMBER_ROLE("update-call-member-role", ""),
    UPDATE_CALL_PERMISSIONS("update-call-permissions"),
    UPDATE_CALL_SETTINGS("update-call-settings");

    private static final Map<String, Permission> BY_SPELLING = Arrays.stream(values())
            .flatMap(p -> Stream.concat(Stream.of(p.id), p.capability().stream()).distinct()
                    .map(spelling -> Map.entry(spelling, p)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String id;
    private final String capability;

    Permission(String id, String capability) {
        this.id = id;
        this.capability = capability;
    }

    Permission(String same) {
        this(same, same);
    }

    /** How grants spell it. */
    public String id() {
        return id;
    }

    /** How {@code own_capabilities} spell it, when clients see it at all. */
    public Optional<String> capability() {
        return capability.isEmpty() ? Optional.empty() : Optional.of(capability);
    }

    /** The name of the action in a refusal, e.g. {@code JoinCall}: the id in camel case. */
    public String action() {
        return Arrays.stream(id.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** By permission id or capability name: SDK examples write either into grants. */
    public static Optional<Permission> bySpelling(String spelling) {
        return Optional.ofNullable(BY_SPELLING.get(spelling));
    }
}
