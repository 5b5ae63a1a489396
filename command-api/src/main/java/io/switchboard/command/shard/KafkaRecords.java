package io.switchboard.command.shard;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Log records as Kafka's and back. An empty value is Kafka's null, a tombstone. */
final class KafkaRecords {

    private static final byte[] TOMBSTONE = {};

    private KafkaRecords() {
    }

    static ProducerRecord<String, byte[]> toKafka(TopicPartition partition, LogRecord record) {
        List<Header> headers = new ArrayList<>(record.headers().size());
        record.headers().forEach((name, text) ->
                headers.add(new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8))));
        byte[] value = record.value().length == 0 ? null : record.value();
        return new ProducerRecord<>(partition.topic(), partition.partition(), record.time().toEpochMilli(),
                record.key(), value, headers);
    }

    static LogRecord fromKafka(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            byte[] text = header.value() == null ? TOMBSTONE : header.value();
            headers.put(header.key(), new String(text, StandardCharsets.UTF_8));
        }
        byte[] value = record.value() == null ? TOMBSTONE : record.value();
        String key = record.key() == null ? "" : record.key();
        return new LogRecord(key, value, headers, Instant.ofEpochMilli(record.timestamp()));
    }
}
