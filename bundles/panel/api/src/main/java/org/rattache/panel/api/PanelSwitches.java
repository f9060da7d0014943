package org.rattache.panel.api;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;

/**
 * Who has switched off which plug-in's panels, and what firms have set. A plug-in is named by the
 * symbolic name of its bundle and need not run: a decision outlives its updates. Thread-safe; one
 * call is one transaction, or part of the caller's.
 */
@ProviderType
public interface PanelSwitches {

    /**
     * What the firm has decided.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND when no plug-in can have this id
     */
    FirmChoice ofFirm(String firm, String plugIn);

    /**
     * Decides for a firm.
     *
     * @param version what the caller has read
     * @param settings all of them; empty leaves them as they are
     * @throws org.rattache.platform.api.DomainException STALE; INVALID when the settings are not as
     *     the plug-in's schema says; CONFLICT {@code plug-in-away} for settings of one that does
     *     not run; NOT_FOUND
     */
    FirmChoice choose(
            String firm,
            String plugIn,
            long version,
            boolean enabled,
            Optional<Map<String, Object>> settings,
            Actor actor);

    /**
     * What was decided for all firms.
     *
     * @throws org.rattache.platform.api.DomainException NOT_FOUND
     */
    Admission admission(String plugIn);

    /**
     * Decides for all firms: the kill switch.
     *
     * @param version what the caller has read
     * @throws org.rattache.platform.api.DomainException STALE, NOT_FOUND
     */
    Admission admit(String plugIn, long version, boolean enabled, Actor actor);
}
