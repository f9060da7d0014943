package org.rattache.linking.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Suggests client files that belong to the same group of companies as a chosen one [PRODUCT G4].
 * Register it as a service with {@link LinkingStrategy}.
 *
 * <p><b>Ranking.</b> Of several services with the same strategy id the one with the highest {@code
 * service.ranking} is active; the others stand by, answer when it fails, and take its place when it
 * goes. Built-in strategies rank at −1000 and below, so a plug-in that sets nothing wins. Of
 * strategies with different ids a firm asks the one that ranks highest, or several that it has
 * chosen, whose answers are united.
 *
 * <p><b>Threads.</b> Called from several threads at once, at most four a service; they belong to
 * the host. An instance must be thread-safe. The thread is interrupted at the time limit.
 *
 * <p><b>Time.</b> 500 ms a call by default, activation on first use included; see {@link
 * SuggestionRequest#timeLimit()}. A late answer is thrown away and shown as timed out. A call that
 * ignores its interruption keeps its thread; when all four are kept, the strategy is passed over.
 * One that fails or is late five times in a row is not asked for half a minute.
 *
 * <p><b>Errors.</b> May throw anything; it then counts as failed, which the operator is told, and
 * the next service of the same id is asked. A failure never reads as "no suggestion". Return an
 * empty list only when there is nothing to suggest.
 *
 * <p><b>What the host checks.</b> Null, or more than {@value #MAX_SUGGESTIONS} suggestions: the
 * answer is refused or cut, and it says so. A suggestion is dropped, and counted, when it is null,
 * names a file that is not of the firm or the chosen file itself, has no reason, or repeats a file.
 * Texts longer than {@link GroupSuggestion.Reason} allows are cut.
 *
 * @since 1.0
 */
@ConsumerType
public interface GroupSuggestionStrategy {

    /** More suggestions than this in one answer are cut off. */
    int MAX_SUGGESTIONS = 200;

    /**
     * Suggests files of the same group as the chosen file.
     *
     * @param request what is known; valid until the call ends. Never null.
     * @return the suggestions in any order; never null, without the chosen file. Should be the same
     *     for the same data.
     */
    List<GroupSuggestion> suggest(SuggestionRequest request);
}
