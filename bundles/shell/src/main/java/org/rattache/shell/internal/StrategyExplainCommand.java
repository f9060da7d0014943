package org.rattache.shell.internal;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rattache.linking.api.SuggestionAnswer;
import org.rattache.linking.api.Suggestions;

/** What the strategies say of one client file, and how each has fared. */
@Service
@Command(
        scope = "rattache",
        name = "strategy-explain",
        description = "Asks the strategies about a client file: candidates, scores, reasons, time")
public final class StrategyExplainCommand implements Action {

    @Reference private Suggestions suggestions;

    @Argument(index = 0, name = "firm", description = "The id of the firm", required = true)
    @Completion(FirmCompleter.class)
    private String firm;

    @Argument(
            index = 1,
            name = "clientFile",
            description = "The id of the client file",
            required = true)
    @Completion(ClientFileCompleter.class)
    private String clientFile;

    @Override
    public Object execute() {
        long begin = System.nanoTime();
        SuggestionAnswer answer = suggestions.suggest(firm, clientFile);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);

        say("%s (%s)", answer.clientFile().name(), answer.clientFile().id());
        answer.warning()
                .ifPresent(
                        warning ->
                                say(
                                        "  its e-mail stands in %d files of unrelated companies and says little",
                                        warning.files()));
        answer.strategies().forEach(StrategyExplainCommand::say);
        say(
                "%d candidate(s) in %d ms%s",
                answer.suggestions().size(),
                millis,
                answer.complete() ? "" : "; NOT COMPLETE: a strategy has not answered");
        answer.suggestions().forEach(StrategyExplainCommand::say);
        return null;
    }

    private static void say(SuggestionAnswer.Asked asked) {
        say(
                "  %s (%s %s%s): %s in %d ms%s%s",
                asked.strategy(),
                asked.bundle(),
                asked.version(),
                asked.standBy() ? ", standing by" : "",
                Names.of(asked.outcome()),
                asked.millis(),
                asked.dropped() == 0 ? "" : ", " + asked.dropped() + " unusable",
                asked.detail().map(detail -> ": " + detail).orElse(""));
        asked.note().ifPresent(note -> say("    %s", note));
    }

    private static void say(SuggestionAnswer.Suggestion suggestion) {
        say(
                "  %.3f %-8s %s (%s), by %s: %s",
                suggestion.score(),
                Names.of(suggestion.tier()),
                suggestion.clientFile().name(),
                suggestion.clientFile().id(),
                suggestion.strategy(),
                suggestion.reasons().stream()
                        .map(reason -> reason.field() + " \"" + reason.value() + "\"")
                        .collect(Collectors.joining(", ")));
    }

    private static void say(String line, Object... parts) {
        System.out.println(String.format(Locale.ROOT, line, parts));
    }
}
