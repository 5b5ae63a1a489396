package io.switchboard.bench.twin;

import io.switchboard.events.codec.EventCodec;
import io.switchboard.wire.http.LargeWrites;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the twin. Reads {@code twin.properties} and the environment: TWIN_API_KEY, TWIN_SECRET, SPRING_DATASOURCE_*. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TwinApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(TwinApplication.class).properties("spring.config.name=twin").run(args);
    }

    /** As Switchboard has it. */
    @Bean
    LargeWrites largeWrites() {
        return new LargeWrites();
    }

    @Bean
    EventCodec eventCodec() {
        return EventCodec.standard();
    }
}
