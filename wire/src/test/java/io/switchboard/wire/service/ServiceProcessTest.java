package io.switchboard.wire.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceProcessTest {

    private static final String KAFKA = "kafka:9092";

    @Test
    void a_failed_start_is_told_in_our_own_words_where_there_are_some() {
        RuntimeException failure = new IllegalStateException("bean 'x' cannot be made",
                new MisconfiguredException("the topics have 4 partitions, not 16"));

        assertThat(ServiceProcess.sentence(failure, KAFKA)).isEqualTo("the topics have 4 partitions, not 16");
    }

    @Test
    void else_in_those_of_what_failed_first() {
        RuntimeException failure = new IllegalStateException("bean 'x' cannot be made",
                new IllegalArgumentException("no such file"));

        assertThat(ServiceProcess.sentence(failure, KAFKA)).isEqualTo("no such file");
    }
}
