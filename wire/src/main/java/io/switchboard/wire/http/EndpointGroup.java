package io.switchboard.wire.http;

import java.util.List;

/** What a module serves. Every bean of this type in the context is routed by the one {@link EndpointRouter}. */
public interface EndpointGroup {

    List<Endpoint> endpoints();
}
