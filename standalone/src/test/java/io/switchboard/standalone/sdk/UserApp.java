package io.switchboard.standalone.sdk;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The app of a user, which holds a token that the application's server made with the SDK. There is no client SDK for Java. */
final class UserApp {

    private static final OkHttpClient HTTP = new OkHttpClient();
    private static final MediaType JSON = MediaType.get("application/json");
    private static final String JOIN = "{\"location\":\"AMS\"}";

    private final RunningSwitchboard switchboard;
    private final String token;

    UserApp(RunningSwitchboard switchboard, String token) {
        this.switchboard = switchboard;
        this.token = token;
    }

    Answer get(String path) throws IOException {
        return send(request(path).get());
    }

    Answer post(String path, String json) throws IOException {
        return send(request(path).post(RequestBody.create(json, JSON)));
    }

    /** Joins the call at this path and stays in. */
    Answer join(String path) throws IOException {
        return post(path + "/join", JOIN);
    }

    /** Joins under a request id of the app's own choice: the header that carries it, and the id. */
    Answer join(String path, String header, String id) throws IOException {
        return send(request(path + "/join").header(header, id).post(RequestBody.create(JOIN, JSON)));
    }

    Answer patch(String path, String json) throws IOException {
        return send(request(path).patch(RequestBody.create(json, JSON)));
    }

    private Request.Builder request(String path) {
        HttpUrl url = HttpUrl.get(switchboard.baseUrl() + path).newBuilder()
                .addQueryParameter("api_key", switchboard.apiKey()).build();
        return new Request.Builder().url(url).header("Authorization", token).header("stream-auth-type", "jwt");
    }

    private static Answer send(Request.Builder request) throws IOException {
        try (Response response = HTTP.newCall(request.build()).execute()) {
            return Answer.of(response);
        }
    }
}
