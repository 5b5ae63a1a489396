package io.switchboard.wire.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.HttpRequestHandler;

/**
 * Where the servlet world ends: takes every request that no other mapping claims (actuator, sockets), sends it through
 * the pipeline and writes the reply. Thread-safe.
 */
final class EndpointRouter implements HttpRequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointRouter.class);

    private final ApiPipeline pipeline;

    EndpointRouter(ApiPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
        try {
            send(pipeline.answer(request), response);
        } catch (IOException gone) {
            // Either nobody is left to answer, or Tomcat has noted a time-out and JsonErrorValve will answer.
            LOG.debug("{} {} was not read or answered to the end", request.getMethod(), request.getRequestURI(), gone);
        }
    }

    private static void send(Reply reply, HttpServletResponse response) throws IOException {
        response.setStatus(reply.status());
        reply.headers().forEach(response::setHeader);
        response.setContentType("application/json");
        response.setContentLength(reply.body().length);
        response.getOutputStream().write(reply.body());
    }
}
