package org.rattache.panel.api;

import java.net.URL;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the running plug-ins bring for the web applications. Only plug-ins that the trust gate has
 * admitted count. Thread-safe; no argument may be null.
 */
@ProviderType
public interface Panels {

    /** Below which path the files of plug-ins are served. */
    String BASE = "/ext";

    /** Every running plug-in that brings something, by id; also those with a fault. */
    List<PanelPlugIn> plugIns();

    /**
     * What an operator of a firm is shown: nothing of a plug-in that the server's administrator or
     * the firm has switched off.
     *
     * @param administrator whether he administers the firm
     */
    List<ShownPanel> ofFirm(String firm, boolean administrator);

    /**
     * What the holder of a legal space is shown: what at least one of the firms has switched on
     * whose documents the space may read now.
     */
    List<ShownPanel> ofSpace(String space);

    /**
     * A file in the folder {@code ui} of a plug-in that is running and not switched off for all.
     *
     * @param path begins with a slash
     * @return empty when there is none, and when the content is not that of the build
     */
    Optional<URL> file(String plugIn, String build, String path);
}
