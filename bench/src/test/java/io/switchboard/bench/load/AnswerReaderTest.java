package io.switchboard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.testing.RandomSeed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {

    @Test
    void readsABodyOfGivenLength() throws IOException {
        Answer answer = read("HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).isEqualTo("hello");
        assertThat(answer.closing()).isFalse();
    }

    @Test
    void takesTheFramingOffAChunkedBody() throws IOException {
        Answer answer = read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nhel\r\nA;name=value\r\nlo, world!\r\n0\r\nTrailer: 1\r\n\r\n");
        assertThat(answer.text()).isEqualTo("hello, world!");
        assertThat(answer.length()).isEqualTo(13);
    }

    @Test
    void headerNamesAreCaseInsensitive() throws IOException {
        assertThat(read("HTTP/1.1 200 OK\r\ncOnTeNt-LeNgTh:2\r\n\r\nok").text()).isEqualTo("ok");
    }

    @Test
    void anAnswerWithoutLengthGoesToTheEndOfTheStreamAndClosesTheConnection() throws IOException {
        Answer answer = read("HTTP/1.1 200 OK\r\n\r\nall of it");
        assertThat(answer.text()).isEqualTo("all of it");
        assertThat(answer.closing()).isTrue();
    }

    @Test
    void noContentHasNoBodyAndKeepsTheConnection() throws IOException {
        AnswerReader reader = reader("HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        assertThat(reader.read().length()).isZero();
        assertThat(reader.read().text()).isEqualTo("ok");
    }

    @Test
    void interimAnswersArePassedOver() throws IOException {
        assertThat(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 1\r\n\r\nx").status())
                .isEqualTo(201);
    }

    @Test
    void aClosingConnectionIsSeen() throws IOException {
        assertThat(read("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").closing()).isTrue();
    }

    @Test
    void anAnswerCutShortIsAnError() {
        List.of("HTTP/1.1 2", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel").forEach(cut ->
                assertThatThrownBy(() -> read(cut)).as(cut).isInstanceOf(EOFException.class));
    }

    @Test
    void whatIsNoAnswerIsAnError() {
        List.of("SSH-2.0-OpenSSH\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", "x".repeat(20_000)).forEach(bad ->
                assertThatThrownBy(() -> read(bad)).as(bad.substring(0, Math.min(60, bad.length())))
                        .isInstanceOf(ProtocolException.class));
    }

    @Test
    void answersAreReadOneAfterTheOtherHoweverTheyAreFramedAndHoweverTheirBytesArrive() throws IOException {
        RandomGenerator random = RandomSeed.generator("AnswerReaderTest");
        for (int round = 0; round < 200; round++) {
            List<byte[]> bodies = new ArrayList<>();
            ByteArrayOutputStream wire = new ByteArrayOutputStream();
            for (int i = 0; i < 5; i++) {
                byte[] body = new byte[random.nextInt(random.nextBoolean() ? 50 : 100_000)];
                random.nextBytes(body);
                bodies.add(body);
                wire.writeBytes(random.nextBoolean() ? chunked(body, random) : sized(body));
            }
            AnswerReader reader = new AnswerReader(new Dribble(wire.toByteArray(), random));
            for (byte[] body : bodies) {
                Answer answer = reader.read();
                assertThat(answer.length()).isEqualTo(body.length);
                assertThat(answer.contains(body)).isTrue();
            }
        }
    }

    @Test
    void findsBytesAnywhereInTheBodyButNotBehindIt() throws IOException {
        AnswerReader reader = reader("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabcabcabd"
                + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabx");
        Answer first = reader.read();
        assertThat(first.contains(bytes("abcabd"))).isTrue();
        assertThat(first.contains(bytes("abe"))).isFalse();
        assertThat(reader.read().contains(bytes("abd"))).as("left over from the first answer").isFalse();
    }

    private static byte[] sized(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n"));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static byte[] chunked(byte[] body, RandomGenerator random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
        for (int from = 0; from < body.length; ) {
            int length = Math.min(body.length - from, 1 + random.nextInt(10_000));
            out.writeBytes(bytes(Integer.toHexString(length) + "\r\n"));
            out.write(body, from, length);
            out.writeBytes(bytes("\r\n"));
            from += length;
        }
        out.writeBytes(bytes("0\r\n\r\n"));
        return out.toByteArray();
    }

    private static Answer read(String wire) throws IOException {
        return reader(wire).read();
    }

    private static AnswerReader reader(String wire) {
        return new AnswerReader(new ByteArrayInputStream(bytes(wire)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A stream that gives its bytes in pieces of random size, as a network does. */
    private static final class Dribble extends InputStream {
        private final byte[] bytes;
        private final RandomGenerator random;
        private int position;

        Dribble(byte[] bytes, RandomGenerator random) {
            this.bytes = bytes;
            this.random = random;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("one byte at a time is not how a socket is read");
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (position == bytes.length) {
                return -1;
            }
            int piece = Math.min(Math.min(length, bytes.length - position),
                    random.nextInt(10) == 0 ? 1 : 1 + random.nextInt(20_000));
            System.arraycopy(bytes, position, target, offset, piece);
            position += piece;
            return piece;
        }
    }
}
