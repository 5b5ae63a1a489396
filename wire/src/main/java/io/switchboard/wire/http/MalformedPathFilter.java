package io.switchboard.wire.http;

import io.switchboard.wire.error.ApiException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses paths that are not percent-encoded text before Spring parses them. Tomcat checks a path without its
 * {@code ;parameters}; Spring decodes these too and would fail on them with a 500. The error valve writes the body.
 */
final class MalformedPathFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (wellFormed(request.getRequestURI())) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private static boolean wellFormed(String path) {
        try {
            PercentText.decode(path, false);
            return true;
        } catch (ApiException malformed) {
            return false;
        }
    }
}
