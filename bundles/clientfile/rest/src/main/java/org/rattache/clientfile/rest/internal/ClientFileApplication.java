package org.rattache.clientfile.rest.internal;

import javax.ws.rs.core.Application;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationBase;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.rattache.platform.rest.RattacheApi;

/** The REST application of the client files. */
@Component(service = Application.class)
@JaxrsApplicationBase(ClientFileApplication.BASE)
@JaxrsName(ClientFileApplication.NAME)
@RattacheApi
public final class ClientFileApplication extends Application {

    static final String BASE = "/api/clientfile/v1";
    static final String NAME = "rattache.clientfile";
}
