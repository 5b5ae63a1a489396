package io.switchboard.wire.http;

import java.util.Arrays;
import java.util.List;

/** What a module serves. Every bean of this type in the context is routed by the one {@link EndpointRouter}. */
public interface EndpointGroup {

    List<Endpoint> endpoints();

    /** Several groups as one. */
    static EndpointGroup of(EndpointGroup... groups) {
        List<Endpoint> all = Arrays.stream(groups).flatMap(group -> group.endpoints().stream()).toList();
        return () -> all;
    }
}
