package org.rattache.shell.internal;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.rattache.platform.api.OutboxBacklog;

/** What waits in the outbox. */
@Service
@Command(
        scope = "rattache",
        name = "outbox",
        description = "Lists the handlers for which events wait, since when and how often tried")
public final class OutboxCommand implements Action {

    @Reference private OutboxBacklog outbox;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        table.column("Handler");
        table.column("Waiting").alignRight();
        table.column("Attempts").alignRight();
        table.column("Since");
        table.column("");
        table.emptyTableText("Nothing waits.");
        outbox.waiting()
                .forEach(
                        waiting ->
                                table.addRow()
                                        .addContent(
                                                waiting.handler(),
                                                waiting.events(),
                                                waiting.attempts(),
                                                waiting.since(),
                                                waiting.present() ? "" : "away"));
        table.print(System.out);
        return null;
    }
}
