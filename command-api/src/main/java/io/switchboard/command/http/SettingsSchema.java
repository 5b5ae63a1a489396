package io.switchboard.command.http;

import static io.switchboard.command.http.SettingRule.bool;
import static io.switchboard.command.http.SettingRule.group;
import static io.switchboard.command.http.SettingRule.map;
import static io.switchboard.command.http.SettingRule.oneOf;
import static io.switchboard.command.http.SettingRule.strings;
import static io.switchboard.command.http.SettingRule.text;
import static io.switchboard.command.http.SettingRule.whole;

import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which settings a request may give, with their types and limits: the contract's table 2.5 as a table. Nulls mean
 * "not given" at every depth (rule 3); settings this version does not know are passed over, as an SDK may be newer.
 */
public final class SettingsSchema {

    private static final long MAX_INT = Integer.MAX_VALUE;
    private static final String[] MODES = {"available", "disabled", "auto-on"};
    private static final String[] QUALITIES = {"360p", "480p", "720p", "1080p", "1440p", "portrait-360x640",
        "portrait-480x854", "portrait-720x1280", "portrait-1080x1920", "portrait-1440x2560"};

    private static final SettingRule LAYOUT = group("layout",
            oneOf("name", "spotlight", "grid", "single-participant", "mobile", "custom"),
            text("external_app_url"), text("external_css_url"), map("options"), bool("detect_orientation"));

    private static final SettingRule RESOLUTION = group("target_resolution",
            whole("width", 240, 3840), whole("height", 240, 3840), whole("bitrate", 0, 6_000_000));

    private static final SettingRule ROOT = group("settings_override",
            group("audio", bool("access_request_enabled"), bool("opus_dtx_enabled"), bool("redundant_coding_enabled"),
                    bool("mic_default_on"), bool("speaker_default_on"), bool("hifi_audio_enabled"),
                    oneOf("default_device", "speaker", "earpiece"),
                    group("noise_cancellation", oneOf("mode", MODES))),
            group("video", bool("enabled"), bool("access_request_enabled"), bool("camera_default_on"),
                    oneOf("camera_facing", "front", "back", "external"), RESOLUTION),
            group("screensharing", bool("enabled"), bool("access_request_enabled"), RESOLUTION),
            group("backstage", bool("enabled"), whole("join_ahead_time_seconds", 0, MAX_INT)),
            group("limits", whole("max_duration_seconds", 0, MAX_INT), whole("max_participants", 0, MAX_INT),
                    bool("max_participants_exclude_owner"), strings("max_participants_exclude_roles")),
            group("session", whole("inactivity_timeout_seconds", 5, 900)),
            group("ring", whole("auto_cancel_timeout_ms", 0, 180_000), whole("incoming_call_timeout_ms", 0, 180_000),
                    whole("missed_call_timeout_ms", 5_000, 180_000)),
            group("recording", oneOf("mode", MODES), bool("audio_only"), oneOf("quality", QUALITIES), LAYOUT),
            group("individual_recording", oneOf("mode", MODES), strings("output_types")),
            group("raw_recording", oneOf("mode", MODES), bool("audio_only")),
            group("frame_recording", oneOf("mode", MODES), whole("capture_interval_in_seconds", 2, 60),
                    oneOf("quality", "360p", "480p", "720p", "1080p", "1440p")),
            group("broadcasting", bool("enabled"),
                    group("hls", bool("enabled"), bool("auto_on"), strings("quality_tracks", 1, 3), LAYOUT),
                    group("rtmp", bool("enabled"), oneOf("quality", QUALITIES), LAYOUT)),
            group("transcription", oneOf("mode", MODES), oneOf("closed_caption_mode", MODES), text("language"),
                    map("speech_segment_config"), map("translation")),
            group("geofencing", strings("names")),
            group("thumbnails", bool("enabled")),
            group("encryption", oneOf("mode", MODES)),
            group("ingress", bool("enabled"), map("video_encoding_options"), map("audio_encoding_options")));

    private SettingsSchema() {
    }

    /**
     * What the request gives, without nulls and unknown parts.
     *
     * @param path where the settings stand in the request, for messages
     * @throws ApiException naming the setting that cannot be
     */
    public static ObjectNode read(String path, ObjectNode given) {
        return ROOT.read(path, given).map(ObjectNode.class::cast).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    static ApiException bad(String path, String what) {
        return new ApiException(ApiError.input(path, path + " must be " + what));
    }
}
