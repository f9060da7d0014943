package org.rattache.notification.rest.internal;

import javax.ws.rs.core.Application;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationBase;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.rattache.platform.rest.RattacheApi;

/** The REST application of the notification module. */
@Component(service = Application.class)
@JaxrsApplicationBase("/api/notification/v1")
@JaxrsName("rattache.notification")
@RattacheApi
public final class NotificationApplication extends Application {}
