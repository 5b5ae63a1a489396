package io.switchboard.wire.http;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;

/**
 * Lets the server hand an answer to the socket in large pieces. A page of calls has some 200 KB, and Tomcat's own 8 KB at
 * a time are 25 system calls, each of which may wake the reader.
 */
public final class LargeWrites implements TomcatConnectorCustomizer {

    /** Of memory outside the heap, for each connection. */
    private static final int BYTES = 64 << 10;

    @Override
    public void customize(Connector connector) {
        if (!connector.setProperty("socket.appWriteBufSize", Integer.toString(BYTES))) {
            throw new IllegalStateException("this connector does not know the size of its write buffer");
        }
    }
}
