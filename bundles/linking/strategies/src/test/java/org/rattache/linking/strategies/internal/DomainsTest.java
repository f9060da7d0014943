package org.rattache.linking.strategies.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

/** Which part of a domain is a company's own. */
public class DomainsTest {

    private final Domains domains = new Domains();

    private String registered(String domain) {
        int from = domains.registered(domain, 0);
        return from < 0 ? "" : domain.substring(from);
    }

    @Test
    public void the_registered_domain_is_one_label_below_the_public_suffix() {
        assertEquals("dupont.fr", registered("dupont.fr"));
        assertEquals("dupont.fr", registered("mail.lyon.dupont.fr"));
        assertEquals("dupont.co.uk", registered("www.dupont.co.uk"));
        assertEquals("dupont.asso.fr", registered("dupont.asso.fr"));
        assertEquals("www.ck", registered("www.ck"));
        assertEquals("dupont.anything.ck", registered("dupont.anything.ck"));
    }

    @Test
    public void a_suffix_alone_or_no_domain_is_nobodys() {
        assertEquals("", registered("co.uk"));
        assertEquals("", registered("fr"));
        assertEquals("", registered(""));
        assertEquals("", registered("dupont..fr"));
        assertEquals("", registered("dupont.fr."));
    }

    @Test
    public void free_mail_and_access_providers_are_everybodys() {
        for (String domain :
                new String[] {
                    "gmail.com",
                    "orange.fr",
                    "wanadoo.fr",
                    "sfr.fr",
                    "bbox.fr",
                    "laposte.net",
                    "neuf.fr",
                    "numericable.fr",
                    "aliceadsl.fr",
                    "club-internet.fr"
                }) {
            assertTrue(domain, domains.isFreeMail(domain, 0));
        }
        assertFalse(domains.isFreeMail("dupont.fr", 0));
    }
}
