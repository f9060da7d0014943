package org.rattache.linking.core.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * What was suggested a moment ago, on this node: so that a link can tell which version of which
 * bundle had suggested it, and because of which fields. The latest ten thousand are remembered; for
 * what is forgotten a link names the strategy alone. Thread-safe.
 */
@Component(service = RecentSuggestions.class)
public final class RecentSuggestions {

    private static final int MOST = 10_000;

    /** Two files in the order of their ids: it does not matter which of them was chosen. */
    private record Pair(String firm, String first, String second) {

        static Pair of(String firm, String one, String other) {
            return one.compareTo(other) < 0
                    ? new Pair(firm, one, other)
                    : new Pair(firm, other, one);
        }
    }

    /**
     * A suggestion.
     *
     * @param fields of its reasons
     */
    record Suggested(String strategy, String bundle, String version, Set<String> fields) {

        /** Copies the set. */
        Suggested {
            fields = Set.copyOf(fields);
        }
    }

    private final Map<Pair, Suggested> latest =
            new LinkedHashMap<>(16, .75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Pair, Suggested> eldest) {
                    return size() > MOST;
                }
            };

    @Activate
    public RecentSuggestions() {
        // starts empty
    }

    synchronized void remember(String firm, String chosen, String suggested, Suggested how) {
        latest.put(Pair.of(firm, chosen, suggested), how);
    }

    /** How a file was suggested for one of the others by a strategy. */
    synchronized Optional<Suggested> find(
            String firm, String file, Collection<String> others, String strategy) {
        return others.stream()
                .filter(other -> !other.equals(file))
                .map(other -> latest.get(Pair.of(firm, file, other)))
                .filter(how -> how != null && how.strategy().equals(strategy))
                .findFirst();
    }
}
