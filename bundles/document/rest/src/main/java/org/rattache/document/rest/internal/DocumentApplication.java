package org.rattache.document.rest.internal;

import javax.ws.rs.core.Application;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationBase;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.rattache.platform.rest.RattacheApi;

/** The REST application of the documents. */
@Component(service = Application.class)
@JaxrsApplicationBase(DocumentApplication.BASE)
@JaxrsName(DocumentApplication.NAME)
@RattacheApi
public final class DocumentApplication extends Application {

    static final String BASE = "/api/document/v1";
    static final String NAME = "rattache.document";
    static final String SELECT = "(osgi.jaxrs.name=" + NAME + ")";
}
