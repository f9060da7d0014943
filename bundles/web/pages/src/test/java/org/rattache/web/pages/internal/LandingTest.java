package org.rattache.web.pages.internal;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.rattache.identity.api.FirmRole;
import org.rattache.identity.api.Person;
import org.rattache.identity.api.Profile;

public class LandingTest {

    private static Profile profile(boolean administrator, boolean mustChange, boolean firm) {
        return new Profile(
                new Person("u", "Ada", "ada@example.org", "fr"),
                administrator,
                mustChange,
                firm
                        ? List.of(new Profile.FirmOfPerson("f", "BATIE", FirmRole.OPERATOR))
                        : List.of(),
                List.of());
    }

    @Test
    public void who_works_for_a_firm_lands_on_the_gateway_and_everybody_else_on_the_platform() {
        assertEquals("/gateway/", Landing.of(profile(false, false, true), ""));
        assertEquals("/gateway/", Landing.of(profile(true, false, false), ""));
        assertEquals("/platform/", Landing.of(profile(false, false, false), ""));
    }

    @Test
    public void a_place_in_an_application_of_this_site_is_kept() {
        assertEquals(
                "/platform/documents?q=d%C3%A9#x",
                Landing.of(profile(false, false, true), "/platform/documents?q=dé#x"));
    }

    @Test
    public void no_other_place_is_followed() {
        for (String next :
                List.of(
                        "//evil.example/platform/",
                        "https://evil.example/platform/",
                        "javascript:alert(1)",
                        "/\\evil.example",
                        "\\\\evil.example",
                        "/platform/\r\nSet-Cookie: a=b",
                        "/platform",
                        "/api/identity/v1/session",
                        "platform/",
                        " /platform/",
                        "")) {
            assertEquals(next, Optional.empty(), Landing.local(next));
        }
    }

    @Test
    public void a_given_password_is_replaced_first() {
        assertEquals("/login/password", Landing.of(profile(true, true, false), ""));
        assertEquals(
                "/login/password?next=%2Fgateway%2Ffiles%3Fq%3Da",
                Landing.of(profile(true, true, false), "/gateway/files?q=a"));
    }
}
