package io.switchboard.command.media;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A LiveKit server, or one that takes its access tokens: HS256, the key as issuer, the participant as subject, and what
 * he may do in the room under {@code video}. Immutable.
 */
final class LiveKitServer implements MediaServer {

    /** For how long a token opens the door; who is in stays in. */
    private static final Duration VALID = Duration.ofHours(1);
    private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.HS256);

    private final URI url;
    private final String key;
    private final MACSigner signer;

    LiveKitServer(String url, String key, String secret) {
        this.url = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        this.key = key;
        try {
            this.signer = new MACSigner(secret);
        } catch (JOSEException refused) {
            throw new IllegalArgumentException("switchboard.media.secret cannot sign tokens: " + refused.getMessage(), refused);
        }
    }

    @Override
    public MediaAccess admit(Guest guest, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", key);
        claims.put("sub", guest.userSessionId());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", now.plus(VALID).getEpochSecond());
        claims.put("name", guest.name().orElse(guest.userId()));
        claims.put("metadata", guest.userId());
        claims.put("video", grant(guest));
        JWSObject token = new JWSObject(HEADER, new Payload(claims));
        try {
            token.sign(signer);
        } catch (JOSEException refused) {
            throw new IllegalStateException("a secret that could sign cannot any more", refused);
        }
        return new MediaAccess(token.serialize(), url.getHost(), url.toString(),
                url.toString().replaceFirst("^http", "ws") + "/rtc");
    }

    private static Map<String, Object> grant(Guest guest) {
        List<String> sources = new ArrayList<>();
        if (guest.capabilities().contains("send-audio")) {
            sources.add("microphone");
        }
        if (guest.capabilities().contains("send-video")) {
            sources.add("camera");
        }
        if (guest.capabilities().contains("screenshare")) {
            sources.add("screen_share");
            sources.add("screen_share_audio");
        }
        Map<String, Object> grant = new LinkedHashMap<>();
        grant.put("room", guest.cid().toString());
        grant.put("roomJoin", true);
        grant.put("canSubscribe", true);
        grant.put("canPublish", !sources.isEmpty());
        grant.put("canPublishSources", sources);
        return grant;
    }
}
