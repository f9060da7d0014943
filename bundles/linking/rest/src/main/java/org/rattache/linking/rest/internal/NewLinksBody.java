package org.rattache.linking.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The links that a validation has made, in the order of its secondaries. */
@Schema(name = "NewLinks")
record NewLinksBody(@Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<LinkBody> items) {}
