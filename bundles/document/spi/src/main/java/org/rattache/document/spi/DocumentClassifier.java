package org.rattache.document.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Suggests how a document is filed that a firm sends without a section and without keywords.
 * Optional; register it as a service, the highest {@code service.ranking} is asked.
 *
 * <p><b>Threads:</b> called from several threads at once. <b>Nulls:</b> none go in; null as an
 * answer counts as no suggestion. <b>Errors:</b> an exception, or no answer within two seconds,
 * counts as no suggestion and is logged; the document is sent all the same.
 *
 * <p><b>The host guarantees:</b> the data are of one client file of one firm and immutable; a
 * section that is not among those offered and keywords that break the rules are dropped. A plug-in
 * suggests; it never files.
 *
 * @since 1.0
 */
@ConsumerType
public interface DocumentClassifier {

    /** What is suggested. Never null. */
    Suggestion suggest(Incoming document);

    /** A document that comes in. */
    @ProviderType
    interface Incoming {

        /** The name, cleaned of paths and control characters, 1 to 255 characters. */
        String name();

        /** Such as {@code application/pdf}. */
        String mediaType();

        /** In bytes. */
        long size();

        /** The sections of the client file; may be empty. */
        List<OfferedSection> sections();
    }

    /** A section that the document may be put into. */
    record OfferedSection(String id, String name, List<String> keywords) {
        public OfferedSection {
            keywords = List.copyOf(keywords);
        }
    }

    /**
     * How to file it.
     *
     * @param section the id of an offered section; empty for none
     * @param keywords at most 20, each 1 to 60 characters; may be empty
     */
    record Suggestion(Optional<String> section, List<String> keywords) {

        /** Nothing to suggest. */
        public static final Suggestion NONE = new Suggestion(Optional.empty(), List.of());

        public Suggestion {
            Objects.requireNonNull(section);
            keywords = List.copyOf(keywords);
        }
    }
}
