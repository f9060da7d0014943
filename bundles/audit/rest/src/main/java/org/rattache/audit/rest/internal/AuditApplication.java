package org.rattache.audit.rest.internal;

import javax.ws.rs.core.Application;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationBase;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.rattache.platform.rest.RattacheApi;

/** The REST application of the audit module. */
@Component(service = Application.class)
@JaxrsApplicationBase("/api/audit/v1")
@JaxrsName("rattache.audit")
@RattacheApi
public final class AuditApplication extends Application {}
