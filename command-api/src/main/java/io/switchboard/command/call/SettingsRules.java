package io.switchboard.command.call;

import io.switchboard.wire.error.ApiError;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules that concern several settings at once and so can only be checked on the merged whole (contract 2.5). */
public final class SettingsRules {

    private SettingsRules() {
    }

    /**
     * @param path where the settings stand in the request, for messages
     * @return why these complete settings cannot be, if so
     */
    public static Optional<ApiError> contradiction(String path, ObjectNode settings) {
        JsonNode video = settings.path("video");
        if (video.path("camera_default_on").asBoolean(false) && !video.path("enabled").asBoolean(true)) {
            return Optional.of(ApiError.input(path + ".video.camera_default_on",
                    "Video is not enabled for this call"));
        }
        JsonNode recording = settings.path("recording");
        if (!recording.path("mode").asString("disabled").equals("disabled")
                && !recording.path("audio_only").asBoolean(false) && recording.path("quality").asString("").isEmpty()) {
            return Optional.of(ApiError.input(path + ".recording.quality",
                    "recording quality is required when audio_only is false and recording is enabled"));
        }
        return Optional.empty();
    }
}
