package org.rattache.linking.core.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.platform.event.Event;
import org.rattache.platform.event.EventHandler;
import org.rattache.platform.event.HandlesEvents;

/**
 * Keeps the keys of the client files and the log of their changes current. Reads the file anew, so
 * events may come twice.
 */
@Component(service = EventHandler.class)
@HandlesEvents(
        handler = "linking.keys",
        types = {
            "clientfile.created",
            "clientfile.changed",
            "clientfile.email-changed",
            "clientfile.deleted"
        })
public final class KeyIndexHandler implements EventHandler {

    private final ClientFiles clientFiles;
    private final KeyIndex keys;
    private final ChangeLog changes;

    @Activate
    public KeyIndexHandler(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) KeyIndex keys,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ChangeLog changes) {
        this.clientFiles = clientFiles;
        this.keys = keys;
        this.changes = changes;
    }

    @Override
    public void handle(Event event) {
        String firm = event.firm().orElseThrow();
        String clientFile = event.get("clientFile");
        clientFiles
                .find(firm, clientFile)
                .ifPresentOrElse(keys::replace, () -> keys.remove(firm, clientFile));
        // last: from here to the commit the counter of the firm is locked
        changes.changed(firm, clientFile);
    }
}
