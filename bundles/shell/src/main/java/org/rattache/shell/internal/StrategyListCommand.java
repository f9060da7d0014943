package org.rattache.shell.internal;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.rattache.linking.api.Strategies;

/** Which group suggestion strategies there are. */
@Service
@Command(
        scope = "rattache",
        name = "strategy-list",
        description = "Lists the strategies: which is asked, which stands by, which is rejected")
public final class StrategyListCommand implements Action {

    @Reference private Strategies strategies;

    @Argument(name = "strategy", description = "Only this id")
    @Completion(StrategyCompleter.class)
    private String id;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        table.column("Strategy");
        table.column("State");
        table.column("Ranking").alignRight();
        table.column("Bundle");
        table.column("Why");
        table.emptyTableText("No strategy is installed.");
        strategies.list().stream()
                .filter(strategy -> id == null || strategy.id().filter(id::equals).isPresent())
                .forEach(
                        strategy ->
                                table.addRow()
                                        .addContent(
                                                strategy.id().orElse("-"),
                                                Names.of(strategy.state()),
                                                strategy.ranking(),
                                                strategy.bundle() + " " + strategy.version(),
                                                strategy.why().orElse("")));
        table.print(System.out);
        return null;
    }
}
