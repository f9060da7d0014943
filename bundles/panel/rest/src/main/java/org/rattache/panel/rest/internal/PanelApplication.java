package org.rattache.panel.rest.internal;

import javax.ws.rs.core.Application;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationBase;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.rattache.platform.rest.RattacheApi;

/** The REST application of panels. */
@Component(service = Application.class)
@JaxrsApplicationBase(PanelApplication.BASE)
@JaxrsName(PanelApplication.NAME)
@RattacheApi
public final class PanelApplication extends Application {

    static final String BASE = "/api/panel/v1";
    static final String NAME = "rattache.panel";
    static final String SELECT = "(osgi.jaxrs.name=" + NAME + ")";
}
