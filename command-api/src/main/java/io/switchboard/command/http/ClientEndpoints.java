package io.switchboard.command.http;

import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Operation;
import java.util.List;
import org.springframework.http.HttpMethod;

/**
 * What client SDKs ask by themselves. There are no edges: media goes to the one media server. Their telemetry, which
 * comes without a token, is counted with all requests and not kept.
 */
public final class ClientEndpoints implements EndpointGroup {

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.GET, "/video/edges", Operation.GetEdges, Access.SERVER_OR_USER,
                        request -> ApiAnswer.ok((g, style) -> {
                            g.writeArrayPropertyStart("edges");
                            g.writeEndArray();
                        })),
                new Endpoint(HttpMethod.POST, "/video/call_client_event", Operation.ReportClientCallEvent, Access.ANYONE,
                        request -> ApiAnswer.created((g, style) -> { })));
    }
}
