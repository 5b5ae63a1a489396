package io.switchboard.bench.twin;

import io.switchboard.events.codec.EventJson;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What every API request passes: rate-limit headers, the token check, and refusals in the contract's error body. */
@Component
final class TwinFilter implements Filter {

    private final TokenCheck tokens;

    TwinFilter(TokenCheck tokens) {
        this.tokens = tokens;
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) anyRequest;
        HttpServletResponse response = (HttpServletResponse) anyResponse;
        if (!request.getRequestURI().startsWith("/api/")) {
            chain.doFilter(request, response);
            return;
        }
        long minute = System.currentTimeMillis() / 60_000;
        response.setHeader("x-ratelimit-limit", "1000000000");
        response.setHeader("x-ratelimit-remaining", Long.toString(1_000_000_000 - System.nanoTime() % 1_000_000));
        response.setHeader("x-ratelimit-reset", Long.toString((minute + 1) * 60));
        try {
            tokens.check(request.getParameter("api_key"), request.getHeader("Authorization"));
            chain.doFilter(request, response);
        } catch (Problem refused) {
            refuse(response, refused);
        } catch (ServletException wrapped) {
            if (!(wrapped.getCause() instanceof Problem refused)) {
                throw wrapped;
            }
            refuse(response, refused);
        }
    }

    private static void refuse(HttpServletResponse response, Problem problem) throws IOException {
        ObjectNode body = EventJson.mapper().createObjectNode();
        body.put("code", problem.code()).put("message", problem.getMessage()).put("StatusCode", problem.status())
                .put("duration", "0.00ms").put("more_info", "").putArray("details");
        byte[] bytes = EventJson.mapper().writeValueAsBytes(body);
        response.setStatus(problem.status());
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
