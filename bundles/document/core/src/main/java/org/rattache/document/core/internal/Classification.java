package org.rattache.document.core.internal;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.document.api.NewDocument;
import org.rattache.document.api.Section;
import org.rattache.document.spi.DocumentClassifier;
import org.rattache.platform.api.Violations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the classifier, if there is one, how a document is filed. Whatever it does (throw, hang,
 * answer rubbish), the document is sent.
 */
@Component(service = Classification.class)
public final class Classification {

    private static final Logger LOG = LoggerFactory.getLogger(Classification.class);
    private static final long PATIENCE_MILLIS = 2_000;

    /** A classifier that hangs keeps at most these threads; then it is not asked any more. */
    private final ExecutorService threads =
            new ThreadPoolExecutor(
                    0,
                    4,
                    30,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    work -> {
                        Thread thread = new Thread(work, "rattache-classifier");
                        thread.setDaemon(true);
                        return thread;
                    });

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile DocumentClassifier classifier;

    private record Incoming(
            String name,
            String mediaType,
            long size,
            List<DocumentClassifier.OfferedSection> sections)
            implements DocumentClassifier.Incoming {}

    @Deactivate
    void deactivate() {
        threads.shutdownNow();
    }

    /** For tests: what the reference does at run time. */
    Classification with(DocumentClassifier given) {
        classifier = given;
        return this;
    }

    /** Whether there is anybody to ask about this document. */
    boolean applies(NewDocument document) {
        return classifier != null && document.section().isEmpty() && document.keywords().isEmpty();
    }

    /** The document with what was suggested and is allowed. */
    NewDocument apply(NewDocument document, String name, long size, List<Section> sections) {
        DocumentClassifier asked = classifier;
        if (asked == null) {
            return document;
        }
        Incoming incoming =
                new Incoming(
                        name,
                        MediaTypes.of(document.mediaType(), name),
                        size,
                        sections.stream()
                                .map(
                                        s ->
                                                new DocumentClassifier.OfferedSection(
                                                        s.id(), s.name(), s.keywords()))
                                .toList());
        DocumentClassifier.Suggestion suggestion = ask(asked, incoming);
        if (suggestion == null) {
            return document;
        }
        return new NewDocument(
                document.name(),
                document.mediaType(),
                suggestion
                        .section()
                        .filter(id -> sections.stream().anyMatch(s -> s.id().equals(id))),
                suggestion.keywords().stream()
                        .filter(
                                keyword ->
                                        new Violations().text("", keyword, 60).isEmpty()
                                                && !Text.fold(keyword).isEmpty())
                        .limit(Sending.MAX_KEYWORDS)
                        .toList(),
                document.batch());
    }

    private DocumentClassifier.Suggestion ask(DocumentClassifier asked, Incoming incoming) {
        Future<DocumentClassifier.Suggestion> answer = null;
        try {
            answer = threads.submit(() -> asked.suggest(incoming));
            return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
            LOG.warn(
                    "{} gives no suggestion: {}",
                    asked.getClass().getName(),
                    e.getCause() == null ? e.toString() : e.getCause().toString());
        }
        if (answer != null) {
            answer.cancel(true);
        }
        return null;
    }
}
