package org.rattache.identity.rest.internal;

import javax.ws.rs.core.Application;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationBase;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.rattache.platform.rest.RattacheApi;

/** Log-in, one-time links, administration of firms. */
@Component(service = Application.class)
@JaxrsApplicationBase("/api/identity/v1")
@JaxrsName("rattache.identity")
@RattacheApi
public final class IdentityApplication extends Application {}
