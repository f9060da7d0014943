package org.rattache.itests.plugin;

import java.util.List;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestionStrategy;
import org.rattache.linking.spi.SuggestionRequest;

/** The strategy in the plug-ins that the tests make: it suggests nothing, but is listed. */
public final class NothingStrategy implements GroupSuggestionStrategy {

    @Override
    public List<GroupSuggestion> suggest(SuggestionRequest request) {
        return List.of();
    }
}
