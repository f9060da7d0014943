package org.rattache.document.core.internal;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.document.api.Document;
import org.rattache.document.api.DocumentContent;
import org.rattache.document.api.Previews;
import org.rattache.document.spi.PreviewException;
import org.rattache.document.spi.PreviewRenderer;
import org.rattache.platform.api.DomainException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands before whichever renderer is there: a few at a time, and its failures in plain words. */
@Component(service = Previews.class)
public final class PreviewsService implements Previews {

    private static final Logger LOG = LoggerFactory.getLogger(PreviewsService.class);

    /** So many are drawn at a time: each takes a processor and a good deal of memory. */
    private static final int PLACES = 2;

    private final Semaphore places = new Semaphore(PLACES);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile PreviewRenderer renderer;

    @Activate
    public PreviewsService() {}

    /** For tests: what the reference does at run time. */
    PreviewsService with(PreviewRenderer given) {
        renderer = given;
        return this;
    }

    @Override
    public byte[] draw(Document document, int page, int width, Supplier<DocumentContent> opening) {
        PreviewRenderer by = renderer;
        if (by == null) {
            throw away();
        }
        if (!by.mediaTypes().contains(document.mediaType())) {
            throw noPreview("There is no preview of documents of this type.");
        }
        if (!places.tryAcquire()) {
            throw DomainException.unavailable(
                    "preview-busy",
                    "Other previews are drawn at this moment. Try again in a moment.",
                    Duration.ofSeconds(2));
        }
        try (DocumentContent content = opening.get();
                InputStream bytes = content.stream()) {
            return by.render(bytes, document.mediaType(), page, width);
        } catch (PreviewException e) {
            throw refusal(e.reason());
        } catch (IOException e) {
            LOG.error("A preview of document {} could not be drawn.", document.id(), e);
            throw away();
        } finally {
            places.release();
        }
    }

    private static DomainException refusal(PreviewException.Reason reason) {
        return switch (reason) {
            case PAGE_MISSING ->
                    DomainException.invalid("page-missing", "The document has not so many pages.");
            case UNREADABLE ->
                    noPreview(
                            "The document cannot be shown: it is damaged, protected by a password, or not what its type"
                                    + " says.");
            case TOO_HEAVY -> noPreview("The document cannot be shown: drawing it takes too much.");
        };
    }

    private static DomainException noPreview(String detail) {
        return DomainException.invalid("no-preview", detail);
    }

    private static DomainException away() {
        return DomainException.unavailable(
                "preview-away",
                "Previews cannot be drawn at this moment. Try again in a moment.",
                Duration.ofSeconds(5));
    }
}
