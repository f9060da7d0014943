package org.rattache.web.pages.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rattache.identity.api.Profile;

/** Where somebody goes who is logged in. */
final class Landing {

    static final String LOG_IN = "/login";
    static final String NEW_PASSWORD = "/login/password";
    private static final String GATEWAY = "/gateway/";
    private static final String PLATFORM = "/platform/";

    private Landing() {}

    /**
     * Whoever still has a password that somebody gave him chooses one first; then the place he came
     * from, or the application that is his.
     */
    static String of(Profile profile, String next) {
        Optional<String> place = local(next);
        if (profile.mustChangePassword()) {
            return withNext(NEW_PASSWORD, place);
        }
        return place.orElseGet(() -> home(profile));
    }

    private static String home(Profile profile) {
        return profile.systemAdministrator() || !profile.firms().isEmpty() ? GATEWAY : PLATFORM;
    }

    static String withNext(String page, Optional<String> place) {
        return place.map(
                        p ->
                                page
                                        + "?"
                                        + Visit.NEXT
                                        + "="
                                        + URLEncoder.encode(p, StandardCharsets.UTF_8))
                .orElse(page);
    }

    /** The place, if it lies in one of the two applications of this site. */
    static Optional<String> local(String next) {
        try {
            URI place = new URI(next);
            boolean ours =
                    !place.isAbsolute()
                            && place.getRawAuthority() == null
                            && (next.startsWith(GATEWAY) || next.startsWith(PLATFORM));
            return ours ? Optional.of(place.toASCIIString()) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
