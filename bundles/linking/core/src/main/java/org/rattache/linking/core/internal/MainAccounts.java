package org.rattache.linking.core.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.document.api.DocumentCounts;
import org.rattache.identity.api.Memberships;
import org.rattache.linking.api.Party;
import org.rattache.linking.api.SuggestedMain;
import org.rattache.linking.api.SuggestedMain.Because;
import org.rattache.partner.api.Spaces;

/**
 * Which client files can be the main account, and which of them should be: the active space with
 * the most recent log-in, then the one with the most documents, then the oldest. The firm learns
 * the order alone, never when somebody was there.
 */
@Component(service = MainAccounts.class)
public final class MainAccounts {

    private final Spaces spaces;
    private final Memberships memberships;
    private final DocumentCounts documents;

    @Activate
    public MainAccounts(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Spaces spaces,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Memberships memberships,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) DocumentCounts documents) {
        this.spaces = spaces;
        this.memberships = memberships;
        this.documents = documents;
    }

    /** Those of the files whose client has an active space. */
    Set<String> active(String firm, Collection<String> files) {
        return spaces.active(firm, files);
    }

    private record Standing(ClientFile file, boolean main, Instant logIn, long documents) {}

    /**
     * The best of the files.
     *
     * @param active those that can be the main account
     */
    Optional<SuggestedMain> best(
            String firm,
            Collection<ClientFile> files,
            Map<String, Party.Role> roles,
            Set<String> active) {
        List<ClientFile> possible =
                files.stream()
                        .filter(file -> active.contains(file.id()))
                        .filter(file -> roles.get(file.id()) != Party.Role.SECONDARY)
                        .toList();
        if (possible.size() < 2) {
            return possible.stream()
                    .findFirst()
                    .map(
                            only ->
                                    new SuggestedMain(
                                            only.id(),
                                            roles.get(only.id()) == Party.Role.MAIN
                                                    ? Because.MAIN_ALREADY
                                                    : Because.ONLY_ACTIVE_SPACE));
        }
        List<Standing> sorted =
                standings(firm, possible, roles).stream()
                        .sorted(
                                Comparator.comparing(Standing::main)
                                        .thenComparing(Standing::logIn)
                                        .thenComparing(Standing::documents)
                                        .reversed()
                                        .thenComparing(standing -> standing.file().createdAt())
                                        .thenComparing(standing -> standing.file().id()))
                        .toList();
        Standing first = sorted.get(0);
        return Optional.of(new SuggestedMain(first.file().id(), because(first, sorted.get(1))));
    }

    private static Because because(Standing first, Standing second) {
        if (first.main() != second.main()) {
            return Because.MAIN_ALREADY;
        }
        if (!first.logIn().equals(second.logIn())) {
            return Because.LATEST_LOG_IN;
        }
        return first.documents() != second.documents() ? Because.MOST_DOCUMENTS : Because.OLDEST;
    }

    private List<Standing> standings(
            String firm, List<ClientFile> files, Map<String, Party.Role> roles) {
        Map<String, String> spaceOf = new HashMap<>();
        spaces.ofClientFiles(firm, files.stream().map(ClientFile::id).toList())
                .forEach((file, space) -> spaceOf.put(file, space.id()));
        Map<String, Instant> logIns = memberships.lastLogIns(Set.copyOf(spaceOf.values()));
        Map<String, DocumentCounts.Key> keys =
                files.stream()
                        .map(ClientFile::id)
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        id -> new DocumentCounts.Key(firm, id)));
        Map<DocumentCounts.Key, Map<String, Long>> sent = documents.sent(keys.values());
        return files.stream()
                .map(
                        file ->
                                new Standing(
                                        file,
                                        roles.get(file.id()) == Party.Role.MAIN,
                                        logIns.getOrDefault(
                                                spaceOf.getOrDefault(file.id(), ""), Instant.MIN),
                                        sent
                                                .getOrDefault(keys.get(file.id()), Map.of())
                                                .values()
                                                .stream()
                                                .mapToLong(Long::longValue)
                                                .sum()))
                .toList();
    }
}
