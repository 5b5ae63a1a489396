package io.switchboard.wire.render;

import io.switchboard.events.app.AppSettings;
import io.switchboard.events.app.AppSettings.PushProvider;
import io.switchboard.events.calltype.CallType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Writes the application's settings in the shapes of contract §1.4. The typed SDKs need every field of Stream's, so
 * those of products that are not here have their neutral values. Stateless.
 */
public final class AppRenderer {

    private static final List<String> OFF = List.of("allow_multi_user_devices", "async_url_enrich_enabled",
            "auto_translation_enabled", "campaign_enabled", "disable_permissions_checks", "feed_audit_logs_enabled",
            "guest_user_creation_disabled", "image_moderation_enabled", "member_custom_on_messages_enabled",
            "moderation_audio_call_moderation_enabled", "moderation_enabled", "moderation_llm_configurability_enabled",
            "moderation_multitenant_blocklist_enabled", "moderation_video_call_moderation_enabled",
            "multi_tenant_enabled", "use_hook_v2", "user_response_time_enabled");
    private static final List<String> NOTHING = List.of("custom_action_handler_url", "moderation_webhook_url", "sns_key",
            "sns_secret", "sns_topic_arn", "sqs_key", "sqs_secret", "sqs_url", "webhook_url");
    private static final List<String> ZERO =
            List.of("cdn_expiration_seconds", "max_aggregated_activities_length", "reminders_interval");
    private static final List<String> LISTS = List.of("event_hooks", "user_search_disallowed_roles", "webhook_events");
    private static final List<String> UPLOADS = List.of("file_upload_config", "image_upload_config");
    private static final List<String> UPLOAD_LISTS = List.of("allowed_file_extensions", "allowed_mime_types",
            "blocked_file_extensions", "blocked_mime_types");
    private static final Set<String> SECRETS = Set.of("apn_auth_key", "apn_p12_cert", "firebase_credentials",
            "firebase_server_key", "huawei_app_secret", "xiaomi_app_secret");

    private AppRenderer() {
    }

    /** Writes an AppResponseFields object. */
    public static void writeApp(JsonGenerator g, TimeStyle style, AppSettings settings, Collection<CallType> types) {
        g.writeStartObject();
        g.writeNumberProperty("id", 1);
        g.writeStringProperty("name", "switchboard");
        g.writeStringProperty("organization", "");
        g.writeStringProperty("placement", "");
        g.writeStringProperty("permission_version", "v2");
        g.writeStringProperty("enforce_unique_usernames", "no");
        g.writeBooleanProperty("disable_auth_checks", false);
        g.writeBooleanProperty("suspended", false);
        g.writeStringProperty("suspended_explanation", "");
        OFF.forEach(name -> g.writeBooleanProperty(name, given(settings, name).map(JsonNode::asBoolean).orElse(false)));
        NOTHING.forEach(name -> g.writeStringProperty(name, given(settings, name).map(JsonNode::asString).orElse("")));
        ZERO.forEach(name -> g.writeNumberProperty(name, 0));
        LISTS.forEach(name -> given(settings, name).ifPresentOrElse(list -> {
            g.writeName(name);
            g.writeTree(list);
        }, () -> writeEmptyList(g, name)));
        settings.revokeTokensIssuedBefore().ifPresent(at -> style.write(g, "revoke_tokens_issued_before", at));
        given(settings, "grants").ifPresentOrElse(grants -> {
            g.writeName("grants");
            g.writeTree(grants);
        }, () -> writeEmptyObject(g, "grants"));
        writeEmptyObject(g, "policies");
        writeEmptyObject(g, "channel_configs");
        CallTypeRenderer.writeCallTypes(g, style, types);
        UPLOADS.forEach(name -> writeUploads(g, name));
        writePush(g);
        g.writeEndObject();
    }

    /** Writes a PushProviderResponse object, without credentials. */
    public static void writePushProvider(JsonGenerator g, TimeStyle style, PushProvider provider) {
        g.writeStartObject();
        g.writeStringProperty("type", provider.type());
        g.writeStringProperty("name", provider.name());
        style.write(g, "created_at", provider.createdAt());
        style.write(g, "updated_at", provider.updatedAt());
        provider.config().properties().stream().filter(entry -> !SECRETS.contains(entry.getKey())).forEach(entry -> {
            g.writeName(entry.getKey());
            g.writeTree(entry.getValue());
        });
        g.writeEndObject();
    }

    private static Optional<JsonNode> given(AppSettings settings, String name) {
        return Optional.ofNullable(settings.values().get(name));
    }

    private static void writeUploads(JsonGenerator g, String name) {
        g.writeObjectPropertyStart(name);
        g.writeNumberProperty("size_limit", 0);
        UPLOAD_LISTS.forEach(list -> writeEmptyList(g, list));
        g.writeEndObject();
    }

    private static void writePush(JsonGenerator g) {
        g.writeObjectPropertyStart("push_notifications");
        g.writeStringProperty("version", "v2");
        g.writeBooleanProperty("offline_only", false);
        for (String provider : List.of("apn", "firebase", "huawei", "xiaomi")) {
            g.writeObjectPropertyStart(provider);
            g.writeBooleanProperty("enabled", false);
            g.writeEndObject();
        }
        writeEmptyList(g, "providers");
        g.writeEndObject();
    }

    private static void writeEmptyList(JsonGenerator g, String name) {
        g.writeArrayPropertyStart(name);
        g.writeEndArray();
    }

    private static void writeEmptyObject(JsonGenerator g, String name) {
        g.writeObjectPropertyStart(name);
        g.writeEndObject();
    }
}
