package org.rattache.document.rest.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedHashMap;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.Providers;
import org.apache.commons.fileupload.FileItemIterator;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadBase;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.InvalidFileNameException;
import org.apache.commons.fileupload.MultipartStream;
import org.apache.commons.fileupload.UploadContext;
import org.rattache.document.api.Uploads;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.rest.BadRequestProblem;

/**
 * Reads a {@code multipart/form-data} body as it comes in: the file goes straight into the content
 * store, nothing is kept in memory or in a temporary file of the container, whichever part comes
 * first. A body that breaks anywhere leaves nothing behind.
 *
 * @param <T> what the part {@code metadata} holds
 */
final class MultipartReader<T> {

    /** What a form has besides its file: a few parts, small ones. */
    private static final int MAX_PARTS = 4;

    private static final int MAX_METADATA = 64 * 1024;
    private static final int MAX_PART_HEADERS = 8 * 1024;
    private static final int OVERHEAD = 1024 * 1024;

    private final Uploads uploads;
    private final Providers providers;
    private final Class<T> type;

    private Received received;
    private T metadata;

    MultipartReader(Uploads uploads, Providers providers, Class<T> type) {
        this.uploads = uploads;
        this.providers = providers;
        this.type = type;
    }

    /** The file; present after {@link #read}. */
    Received received() {
        return received;
    }

    /** The metadata, if the form had them. */
    Optional<T> metadata() {
        return Optional.ofNullable(metadata);
    }

    MultipartReader<T> read(InputStream body, String contentType) throws IOException {
        boolean whole = false;
        try {
            FileUpload parser = new FileUpload();
            parser.setPartHeaderSizeMax(MAX_PART_HEADERS);
            FileItemIterator parts = parser.getItemIterator(new Form(body, contentType));
            int count = 0;
            while (parts.hasNext()) {
                if (++count > MAX_PARTS) {
                    throw malformed("The form has too many parts.", null);
                }
                take(parts.next());
            }
            if (received == null) {
                throw new BadRequestProblem(
                        "file-missing", "The form has no part named file.", null);
            }
            whole = true;
            return this;
        } catch (FileUploadException
                | FileUploadBase.FileUploadIOException
                | InvalidFileNameException
                | MultipartStream.MalformedStreamException e) {
            throw malformed("The body is no whole multipart form.", e);
        } finally {
            if (!whole && received != null) {
                uploads.discard(received.upload());
            }
        }
    }

    private void take(FileItemStream part) throws IOException {
        switch (String.valueOf(part.getFieldName())) {
            case "file" -> {
                if (received != null) {
                    throw malformed("The form has two parts named file.", null);
                }
                // the name first: the parser refuses some, and nothing is on the disk then
                Optional<String> name = Values.text(part.getName());
                try (InputStream content = part.openStream()) {
                    received =
                            new Received(
                                    uploads.receive(content),
                                    name,
                                    Values.text(part.getContentType()));
                }
            }
            case "metadata" -> {
                if (metadata != null) {
                    throw malformed("The form has two parts named metadata.", null);
                }
                try (InputStream content = new Bounded(part.openStream(), MAX_METADATA)) {
                    metadata = json(content);
                }
            }
            default -> throw malformed("The parts of the form are file and metadata.", null);
        }
    }

    /** By the reader of the application, so that its rules hold here as well. */
    private T json(InputStream content) throws IOException {
        Annotation[] none = {};
        MessageBodyReader<T> reader =
                providers.getMessageBodyReader(type, type, none, MediaType.APPLICATION_JSON_TYPE);
        return reader.readFrom(
                type,
                type,
                none,
                MediaType.APPLICATION_JSON_TYPE,
                new MultivaluedHashMap<>(),
                content);
    }

    private static BadRequestProblem malformed(String detail, Exception cause) {
        return new BadRequestProblem("malformed-multipart", detail, cause);
    }

    /** The body, for the parser. Longer than a file and its wrapping may be, it ends. */
    private final class Form implements UploadContext {

        private final InputStream body;
        private final String contentType;

        Form(InputStream body, String contentType) {
            this.body = new Bounded(body, uploads.limit() + OVERHEAD);
            this.contentType = contentType;
        }

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public InputStream getInputStream() {
            return body;
        }

        @Override
        public long contentLength() {
            return -1;
        }

        @SuppressWarnings("deprecation")
        @Override
        public int getContentLength() {
            return -1;
        }
    }

    private static final class Bounded extends FilterInputStream {

        private long left;

        Bounded(InputStream in, long limit) {
            super(in);
            left = limit;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            count(Math.max(0, n));
            return n;
        }

        private void count(int n) {
            left -= n;
            if (left < 0) {
                throw new DomainException(
                        DomainException.Category.TOO_LARGE,
                        "file-too-large",
                        "The body is larger than a document may be.");
            }
        }
    }
}
