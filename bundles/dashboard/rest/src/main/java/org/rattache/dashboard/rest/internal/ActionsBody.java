package org.rattache.dashboard.rest.internal;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.rattache.dashboard.api.Dashboard;

/** What waits for the operators of a firm, in JSON. */
@Schema(name = "Actions")
record ActionsBody(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<Item> items,
        @ArraySchema(
                        arraySchema =
                                @Schema(
                                        description =
                                                "Sources that failed or were late: what they would have told is missing.",
                                        requiredMode = Schema.RequiredMode.REQUIRED),
                        schema = @Schema(maxLength = 200))
                List<String> unavailable) {

    /** One kind of action. */
    @Schema(name = "Action")
    record Item(
            @Schema(
                            description = "A stable name, such as clients-to-link.",
                            pattern = "[a-z0-9][a-z0-9-]{0,63}",
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    String kind,
            @Schema(
                            description = "How many wait; counted up to 10,000.",
                            minimum = "0",
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    long count,
            @Schema(
                            description = "Where they are listed.",
                            maxLength = 505,
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    String href) {}

    static ActionsBody of(Dashboard.Overview overview) {
        return new ActionsBody(
                overview.actions().stream()
                        .map(action -> new Item(action.kind(), action.count(), action.href()))
                        .toList(),
                overview.unavailable());
    }
}
