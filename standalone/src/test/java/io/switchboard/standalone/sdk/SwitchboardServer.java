package io.switchboard.standalone.sdk;

import io.switchboard.standalone.TemporarySwitchboard;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every SDK test the same {@link RunningSwitchboard}: one standalone server on free ports with an empty data
 * folder, started by the first test that asks and stopped after the last one.
 *
 * <p>With the system properties {@code switchboard.url}, {@code switchboard.key}, {@code switchboard.secret} and
 * {@code switchboard.kafka} the tests run against a server that is already there instead.
 */
final class SwitchboardServer implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SwitchboardServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningSwitchboard.class;
    }

    @Override
    public RunningSwitchboard resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE)
                .computeIfAbsent(Started.class, key -> external().map(Started::notOurs).orElseGet(Started::standalone),
                        Started.class)
                .switchboard();
    }

    private static Optional<RunningSwitchboard> external() {
        return Optional.ofNullable(System.getProperty("switchboard.url")).map(url -> new RunningSwitchboard(
                url, required("switchboard.key"), required("switchboard.secret"), required("switchboard.kafka")));
    }

    private static String required(String property) {
        return Optional.ofNullable(System.getProperty(property)).orElseThrow(() -> new IllegalArgumentException(
                "switchboard.url is set, so " + property + " must be set as well"));
    }

    /** The server of this test run; the JUnit store closes it when all tests are done. */
    private record Started(RunningSwitchboard switchboard, Closeable stop) implements Closeable {

        static Started notOurs(RunningSwitchboard switchboard) {
            return new Started(switchboard, () -> { });
        }

        static Started standalone() {
            try {
                TemporarySwitchboard ours = TemporarySwitchboard.start(
                        Files.createDirectories(ModuleFolder.at("target")));
                return new Started(new RunningSwitchboard(
                        ours.baseUrl(), ours.apiKey(), ours.apiSecret(), ours.bootstrapServers()), ours::close);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            stop.close();
        }
    }
}
