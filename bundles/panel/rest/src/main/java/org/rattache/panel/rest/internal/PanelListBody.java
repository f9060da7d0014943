package org.rattache.panel.rest.internal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.ws.rs.core.CacheControl;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.Request;
import javax.ws.rs.core.Response;
import org.rattache.panel.api.ShownPanel;

/** What somebody is shown, in JSON. */
@Schema(name = "PanelList")
record PanelListBody(
        @Schema(
                        description = "The same as long as the items are the same, on every node.",
                        maxLength = 64,
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String revision,
        @Schema(
                        description = "In the order in which they are shown.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                List<PanelBody> items) {

    /** The answer: 304 for who has this revision already. */
    static Response answer(List<ShownPanel> shown, Request request) {
        List<PanelBody> items = shown.stream().map(PanelBody::of).toList();
        String revision = digest(items.toString());
        EntityTag tag = new EntityTag(revision);
        Response.ResponseBuilder known = request.evaluatePreconditions(tag);
        CacheControl again = new CacheControl();
        again.setPrivate(true);
        again.setNoCache(true);
        return (known == null ? Response.ok(new PanelListBody(revision, items)) : known)
                .tag(tag)
                .cacheControl(again)
                .build();
    }

    private static String digest(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has SHA-256
        }
    }
}
