package org.rattache.document.rest.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.rattache.document.api.ByteRange;
import org.rattache.document.api.DamagedContentException;
import org.rattache.document.api.Document;
import org.rattache.document.api.DocumentContent;
import org.rattache.document.api.DocumentState;
import org.rattache.document.api.Previews;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.rest.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with the content of a document, whole or in part. */
final class Contents {

    private static final Logger LOG = LoggerFactory.getLogger(Contents.class);
    private static final int BUFFER = 64 * 1024;

    /** What a browser may show; anything else is saved. */
    private static final Set<String> INLINE =
            Set.of(
                    "application/pdf",
                    "image/png",
                    "image/jpeg",
                    "image/gif",
                    "image/webp",
                    "text/plain");

    private Contents() {}

    /**
     * The answer to GET.
     *
     * @param opening opens the part, after which its reading stands in the trail
     */
    static Response get(
            Document document,
            HttpHeaders headers,
            boolean inline,
            Function<Optional<ByteRange>, DocumentContent> opening) {
        requireSent(document);
        if (known(headers, document.sha256())) {
            return with(document, inline, Response.notModified()).build();
        }
        RangeHeader range = range(headers, document);
        if (!range.satisfiable()) {
            return Response.fromResponse(
                            Problems.response(
                                    416,
                                    "range-not-satisfiable",
                                    "The document has " + document.size() + " bytes."))
                    .header("Content-Range", "bytes */" + document.size())
                    .build();
        }
        DocumentContent content;
        try {
            content = opening.apply(range.part());
        } catch (DamagedContentException e) {
            return damaged();
        }
        Response.ResponseBuilder response =
                with(document, inline, Response.status(range.part().isPresent() ? 206 : 200))
                        .header(HttpHeaders.CONTENT_LENGTH, content.length())
                        .entity((StreamingOutput) out -> copy(content, out));
        range.part()
                .ifPresent(
                        part ->
                                response.header(
                                        "Content-Range",
                                        "bytes "
                                                + part.offset()
                                                + "-"
                                                + (part.offset() + part.length() - 1)
                                                + "/"
                                                + document.size()));
        return response.build();
    }

    /** The answer to HEAD: nothing is opened, so nothing is recorded. */
    static Response head(Document document, HttpHeaders headers, boolean inline) {
        requireSent(document);
        if (known(headers, document.sha256())) {
            return with(document, inline, Response.notModified()).build();
        }
        return with(document, inline, Response.ok())
                .header(HttpHeaders.CONTENT_LENGTH, document.size())
                .build();
    }

    /**
     * The answer to GET of a preview: a content as any other, drawn.
     *
     * @param opening opens the whole, after which its reading stands in the trail
     */
    static Response preview(
            Document document,
            HttpHeaders headers,
            Previews previews,
            PreviewParameters parameters,
            Supplier<DocumentContent> opening) {
        requireSent(document);
        int page = parameters.page();
        int width = parameters.width();
        String tag = document.sha256() + "-" + page + "-" + width;
        Response.ResponseBuilder response;
        if (known(headers, tag)) {
            response = Response.notModified();
        } else {
            try {
                response = Response.ok(previews.draw(document, page, width, opening));
            } catch (DamagedContentException e) {
                return damaged();
            }
        }
        return with(
                        "image/png",
                        tag,
                        FileNames.disposition(true, document.name() + ".png"),
                        response)
                .build();
    }

    private static void requireSent(Document document) {
        if (document.state() != DocumentState.SENT) {
            throw DomainException.conflict(
                    "withdrawn",
                    "The firm has withdrawn this document; its content is not given out.");
        }
    }

    static Response damaged() {
        return Problems.response(
                500,
                "content-damaged",
                "The stored content is not what was sent, so it is not given out. The administrators have been told.");
    }

    private static Response.ResponseBuilder with(
            Document document, boolean inline, Response.ResponseBuilder response) {
        return with(
                        document.mediaType(),
                        document.sha256(),
                        FileNames.disposition(
                                inline && INLINE.contains(document.mediaType()), document.name()),
                        response)
                .header("Accept-Ranges", "bytes");
    }

    private static Response.ResponseBuilder with(
            String mediaType, String tag, String disposition, Response.ResponseBuilder response) {
        return response.type(mediaType)
                .tag(new EntityTag(tag))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }

    private static boolean known(HttpHeaders headers, String tag) {
        String given = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        return given != null
                && (given.strip().equals("*")
                        || given.toLowerCase(Locale.ROOT).contains("\"" + tag + "\""));
    }

    private static RangeHeader range(HttpHeaders headers, Document document) {
        String condition = headers.getHeaderString("If-Range");
        boolean same =
                condition == null || condition.strip().equals("\"" + document.sha256() + "\"");
        return RangeHeader.of(same ? headers.getHeaderString("Range") : null, document.size());
    }

    private static void copy(DocumentContent content, OutputStream out) throws IOException {
        try (content;
                InputStream in = content.stream()) {
            byte[] bytes = new byte[BUFFER];
            long left = content.length();
            while (left > 0) {
                int n = read(in, bytes, left, out);
                out.write(bytes, 0, n);
                left -= n;
            }
        }
    }

    /**
     * Reads on. When the store fails now, the status is out already: the answer is ended short of
     * its announced length, so that nothing that is written later can pass for content.
     */
    private static int read(InputStream in, byte[] bytes, long left, OutputStream out)
            throws IOException {
        int n;
        IOException failure = null;
        try {
            n = in.read(bytes, 0, (int) Math.min(bytes.length, left));
        } catch (IOException e) {
            failure = e;
            n = -1;
        }
        if (n >= 0) {
            return n;
        }
        LOG.error("A content broke off while it was given out.", failure);
        out.close();
        throw new IOException("The content broke off.", failure);
    }
}
