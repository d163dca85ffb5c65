package dev.gatehouse.web.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.problem.ProblemException;
import dev.gatehouse.web.testing.Letters;
import dev.gatehouse.web.testing.Shelf;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is read of a form whose files nobody wants. */
class FormFilesTest {

    private static final byte[] PART = Shelf.part("form-data; name=\"file\"; filename=\"a.txt\"", "text/plain");

    @Test
    @Row("FI-11")
    void readsPastNoMoreThanAnAnswerIsWorth() throws IOException {
        Letters letters = new Letters(300L << 20);
        FormFiles form = new FormFiles(request(letters, Shelf.end()));

        assertThat(form.next()).isPresent();
        assertThatThrownBy(form::next).isInstanceOf(ProblemException.class).hasMessage("payload_too_large");
        assertThat(letters.read()).as("the rest").isNotNegative();
    }

    @Test
    void findsTheFileBehindOneThatNobodyWanted() throws IOException {
        byte[] second = ("\r\n--" + Shelf.BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.txt\"" + "\r\n\r\nb\r\n--"
                        + Shelf.BOUNDARY + "--\r\n")
                .getBytes(StandardCharsets.UTF_8);
        FormFiles form = new FormFiles(request(new Letters(1 << 20), second));

        assertThat(form.next().orElseThrow().name()).isEqualTo("a.txt");
        SentFile found = form.next().orElseThrow();
        assertThat(found.name()).isEqualTo("b.txt");
        assertThat(found.content().readAllBytes()).isEqualTo("b".getBytes(StandardCharsets.UTF_8));
        assertThat(form.next()).isEmpty();
    }

    private static HttpServletRequest request(InputStream content, byte[] end) {
        InputStream body = new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(PART), content), new ByteArrayInputStream(end));
        return (HttpServletRequest) Proxy.newProxyInstance(
                FormFilesTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getInputStream" -> new Body(body);
                    case "getContentType" -> Shelf.formType();
                    case "getContentLengthLong" -> -1L;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static final class Body extends ServletInputStream {

        private final InputStream content;

        private Body(InputStream content) {
            this.content = content;
        }

        @Override
        public int read() throws IOException {
            return content.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return content.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("read it as it comes");
        }
    }
}
