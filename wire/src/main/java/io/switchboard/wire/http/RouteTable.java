package io.switchboard.wire.http;

import io.switchboard.wire.render.TimeStyle;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the endpoint of a path: a tree of path segments, so that the cost is the length of the path and not the number
 * of endpoints. A literal segment wins over a variable. Works on the encoded path and decodes variables one by one, so
 * no encoding can move a segment's borders. Immutable after construction.
 */
final class RouteTable {

    private static final String SERVER_PREFIX = "/api/v2";
    private static final String VIDEO_PREFIX = "/video/";
    /** The child for any segment. No segment of a path can hold a slash. */
    private static final String ANY = "/";

    /** What became of a path. */
    sealed interface Match {

        record Found(Endpoint endpoint, Map<String, String> variables, TimeStyle style) implements Match {
        }

        /** The path exists, with other methods. */
        record WrongMethod(Set<String> allowed) implements Match {
        }

        record NotFound() implements Match {
        }
    }

    private final Node root = new Node();

    /** @throws IllegalStateException when two endpoints answer the same method and path */
    RouteTable(Collection<Endpoint> endpoints) {
        endpoints.forEach(this::add);
    }

    private void add(Endpoint endpoint) {
        List<String> segments = segments(endpoint.path());
        Node node = root;
        for (String segment : segments) {
            node = node.children.computeIfAbsent(isVariable(segment) ? ANY : segment, key -> new Node());
        }
        Leaf before = node.leaves.putIfAbsent(endpoint.method().name(), new Leaf(endpoint, segments));
        if (before != null) {
            throw new IllegalStateException("both " + before.endpoint().operation() + " and " + endpoint.operation()
                    + " answer " + endpoint.method() + " " + endpoint.path());
        }
    }

    /** @param path the encoded path of a request, with its prefix */
    Match match(String method, String path) {
        if (path.startsWith(SERVER_PREFIX + "/")) {
            return match(method, path.substring(SERVER_PREFIX.length()), TimeStyle.NANOS);
        }
        return path.startsWith(VIDEO_PREFIX) ? match(method, path, TimeStyle.RFC3339) : new Match.NotFound();
    }

    private Match match(String method, String path, TimeStyle style) {
        List<String> segments = segments(path);
        Optional<Node> end = find(root, segments, 0);
        if (end.isEmpty()) {
            return new Match.NotFound();
        }
        Leaf leaf = end.get().leaves.get(method);
        return leaf == null
                ? new Match.WrongMethod(end.get().leaves.keySet())
                : new Match.Found(leaf.endpoint(), leaf.variables(segments), style);
    }

    private static Optional<Node> find(Node node, List<String> segments, int depth) {
        if (depth == segments.size()) {
            return node.leaves.isEmpty() ? Optional.empty() : Optional.of(node);
        }
        String segment = segments.get(depth);
        if (segment.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(node.children.get(segment))
                .flatMap(next -> find(next, segments, depth + 1))
                .or(() -> Optional.ofNullable(node.children.get(ANY)).flatMap(next -> find(next, segments, depth + 1)));
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private final Map<String, Leaf> leaves = new TreeMap<>();
    }

    private record Leaf(Endpoint endpoint, List<String> pattern) {

        Map<String, String> variables(List<String> segments) {
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < pattern.size(); i++) {
                String segment = pattern.get(i);
                if (isVariable(segment)) {
                    values.put(segment.substring(1, segment.length() - 1),
                            PercentText.decode(segments.get(i), false));
                }
            }
            return values;
        }
    }
}
