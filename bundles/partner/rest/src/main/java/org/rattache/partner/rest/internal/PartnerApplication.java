package org.rattache.partner.rest.internal;

import javax.ws.rs.core.Application;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationBase;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.rattache.platform.rest.RattacheApi;

/** /api/partner/v1: requests, partners, accounts, freezes, safeguards. */
@Component(service = Application.class)
@JaxrsApplicationBase("/api/partner/v1")
@JaxrsName("rattache.partner")
@RattacheApi
public final class PartnerApplication extends Application {}
