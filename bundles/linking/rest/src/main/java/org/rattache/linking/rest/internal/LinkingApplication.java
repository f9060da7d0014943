package org.rattache.linking.rest.internal;

import javax.ws.rs.core.Application;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationBase;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.rattache.platform.rest.RattacheApi;

/** The REST application of linking. */
@Component(service = Application.class)
@JaxrsApplicationBase(LinkingApplication.BASE)
@JaxrsName(LinkingApplication.NAME)
@RattacheApi
public final class LinkingApplication extends Application {

    static final String BASE = "/api/linking/v1";
    static final String NAME = "rattache.linking";
    static final String SELECT = "(osgi.jaxrs.name=" + NAME + ")";

    /** Where the resources of a firm begin. */
    static String firm(String firm) {
        return BASE + "/firms/" + firm;
    }
}
