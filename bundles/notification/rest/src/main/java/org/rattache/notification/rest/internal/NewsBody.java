package org.rattache.notification.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import org.rattache.notification.api.NewsPreferences.Preference;

/** How often somebody hears of new documents, in JSON. */
@Schema(name = "NotificationPreferences")
public record NewsBody(
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        allowableValues = {"at-once", "daily", "weekly"},
                        description =
                                "How often new documents are told. Requests, closed links and"
                                        + " everything about security are told at once.")
                String news) {

    static NewsBody of(Preference preference) {
        return new NewsBody(preference.rhythm().text());
    }
}
