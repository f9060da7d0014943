package org.rattache.dashboard.rest.internal;

import javax.ws.rs.core.Application;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationBase;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.rattache.platform.rest.RattacheApi;

/** The REST application of the dashboard. */
@Component(service = Application.class)
@JaxrsApplicationBase("/api/dashboard/v1")
@JaxrsName(DashboardApplication.NAME)
@RattacheApi
public final class DashboardApplication extends Application {

    static final String NAME = "rattache.dashboard";
}
