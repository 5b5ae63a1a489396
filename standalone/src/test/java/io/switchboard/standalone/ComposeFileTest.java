package io.switchboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.broker.BrokerSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Holds docker-compose.yml to what the code says; that docker-compose accepts it is checked by .ci/run. */
class ComposeFileTest {

    private static final List<String> SERVICES = List.of("command-api", "query-api");

    private final Map<String, Object> services = section(file(), "services");

    @Test
    void its_kafka_has_every_setting_that_switchboard_requires() {
        Map<String, Object> expected = new HashMap<>();
        BrokerSettings.required().forEach((name, value) -> expected.put(variable(name), value));
        BrokerSettings.singleNode().forEach((name, value) -> expected.put(variable(name), value));

        assertThat(environment("kafka")).containsAllEntriesOf(expected);
    }

    @Test
    void no_service_has_default_credentials() {
        for (String service : SERVICES) {
            assertThat(environment(service).get("SWITCHBOARD_API_KEY")).asString()
                    .startsWith("${SWITCHBOARD_API_KEY:?");
            assertThat(environment(service).get("SWITCHBOARD_API_SECRET")).asString()
                    .startsWith("${SWITCHBOARD_API_SECRET:?");
        }
    }

    @Test
    void every_service_names_a_main_class_that_exists() throws ReflectiveOperationException {
        for (String service : SERVICES) {
            Map<String, Object> arguments = section(section(section(services, service), "build"), "args");

            assertThat(arguments).containsEntry("SERVICE", service);
            assertThat(Class.forName((String) arguments.get("MAIN")).getMethod("main", String[].class)).isNotNull();
        }
    }

    @Test
    void nothing_listens_beyond_this_machine() {
        services.keySet().stream().map(name -> section(services, name))
                .filter(service -> service.containsKey("ports"))
                .forEach(service -> assertThat((List<?>) service.get("ports"))
                        .allSatisfy(port -> assertThat(port).asString().startsWith("127.0.0.1:")));
    }

    private static String variable(String setting) {
        return "KAFKA_" + setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private Map<String, Object> environment(String service) {
        return section(section(services, service), "environment");
    }

    private static Map<String, Object> file() {
        try (Reader reader = Files.newBufferedReader(Path.of("..", "docker-compose.yml"))) {
            return new Yaml().load(reader);
        } catch (IOException e) {
            throw new AssertionError("docker-compose.yml cannot be read", e);
        }
    }

    @SuppressWarnings("unchecked") // YAML maps have string keys here.
    private static Map<String, Object> section(Map<String, Object> parent, String name) {
        assertThat(parent).containsKey(name);
        return (Map<String, Object>) parent.get(name);
    }
}
