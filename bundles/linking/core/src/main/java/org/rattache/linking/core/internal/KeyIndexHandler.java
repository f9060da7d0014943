package org.rattache.linking.core.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.platform.event.Event;
import org.rattache.platform.event.EventHandler;
import org.rattache.platform.event.HandlesEvents;

/** Keeps the keys of the client files current. Reads the file anew, so events may come twice. */
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

    @Activate
    public KeyIndexHandler(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) KeyIndex keys) {
        this.clientFiles = clientFiles;
        this.keys = keys;
    }

    @Override
    public void handle(Event event) {
        String firm = event.firm().orElseThrow();
        String clientFile = event.get("clientFile");
        clientFiles
                .find(firm, clientFile)
                .ifPresentOrElse(keys::replace, () -> keys.remove(firm, clientFile));
    }
}
