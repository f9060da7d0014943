package org.rattache.document.core.internal;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rattache.document.core.internal.jpa.DocumentEntity;
import org.rattache.partner.api.AccessFilter;
import org.rattache.partner.api.Source;
import org.rattache.platform.api.DomainException;

/**
 * What a space may read, as the access filter said it a moment ago. Made anew in every transaction,
 * never kept: an answer of yesterday is how one company's documents reach another.
 */
final class Access {

    private static final Comparator<Source> ORDER =
            Comparator.comparing(Source::account)
                    .thenComparing(Source::firm)
                    .thenComparing(Source::clientFile);

    private final String space;
    private final List<Source> sources;

    private Access(String space, Set<Source> sources) {
        this.space = space;
        this.sources = sources.stream().sorted(ORDER).toList();
    }

    static Access of(AccessFilter filter, String space) {
        return new Access(space, filter.readableBy(space));
    }

    Set<String> firms() {
        return sources.stream().map(Source::firm).collect(Collectors.toSet());
    }

    /**
     * The sources of one account, each client file once.
     *
     * @throws DomainException NOT_FOUND for an account of which nothing may be read, unless it is
     *     the space's own
     */
    List<Source> of(String account) {
        Map<List<String>, Source> byFile = new LinkedHashMap<>();
        sources.stream()
                .filter(source -> source.account().equals(account))
                .forEach(
                        source ->
                                byFile.merge(
                                        List.of(source.firm(), source.clientFile()),
                                        source,
                                        Access::wider));
        if (byFile.isEmpty() && !account.equals(space)) {
            throw DomainException.notFound();
        }
        return List.copyOf(byFile.values());
    }

    private static Source wider(Source one, Source other) {
        if (one.from().isEmpty() || other.from().isEmpty()) {
            return one.from().isEmpty() ? one : other;
        }
        return one.from().get().isAfter(other.from().get()) ? other : one;
    }

    /** The source through which a row may be read; empty when it may not. */
    Optional<Source> to(DocumentEntity row) {
        return sources.stream().filter(source -> opens(source, row)).findFirst();
    }

    /** The second layer: whatever a query returned is looked at again, row by row. */
    static boolean opens(Source source, DocumentEntity row) {
        return source.firm().equals(row.getFirm())
                && source.clientFile().equals(row.getClientFile())
                && source.opens(row.getSentAt());
    }
}
