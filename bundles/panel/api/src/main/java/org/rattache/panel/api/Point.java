package org.rattache.panel.api;

import java.util.Arrays;
import java.util.Optional;

/** The places of the web applications that a plug-in can fill. A name, once published, stays. */
public enum Point {
    /** A card of the dashboard. */
    DASHBOARD_CARD("gateway.dashboard.card", Audience.OPERATORS),
    /** A tab of a client file. */
    CLIENT_TAB("gateway.client.tab", Audience.OPERATORS),
    /** A panel of the link window. */
    LINK_PANEL("gateway.link.panel", Audience.OPERATORS),
    /** A badge beside each suggestion of the link window. */
    LINK_BADGE("gateway.link.badge", Audience.OPERATORS),
    /** An entry in the menu of a document, and what it opens. */
    DOCUMENT_ACTION("gateway.document.action", Audience.OPERATORS),
    /** A tab of the platform's home page. */
    HOME_TAB("platform.home.tab", Audience.HOLDERS);

    /** For whom a place is. */
    public enum Audience {
        /** Who works for a firm: the gateway. */
        OPERATORS,
        /** Who holds a legal space: the platform. */
        HOLDERS
    }

    private final String id;
    private final Audience audience;

    Point(String id, Audience audience) {
        this.id = id;
        this.audience = audience;
    }

    /** Its name in manifests and over HTTP. */
    public String id() {
        return id;
    }

    public Audience audience() {
        return audience;
    }

    /** The point of a name, if there is one. */
    public static Optional<Point> of(String id) {
        return Arrays.stream(values()).filter(one -> one.id.equals(id)).findFirst();
    }
}
