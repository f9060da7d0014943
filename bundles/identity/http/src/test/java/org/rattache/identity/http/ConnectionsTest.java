package org.rattache.identity.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.junit.Test;

public class ConnectionsTest {

    private final Connections direct = new Connections(false);
    private final Connections proxied = new Connections(true);

    private static HttpServletRequest request(Map<String, String> headers) {
        return (HttpServletRequest)
                Proxy.newProxyInstance(
                        ConnectionsTest.class.getClassLoader(),
                        new Class<?>[] {HttpServletRequest.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getHeader" -> headers.get((String) arguments[0]);
                                    case "getRemoteAddr" -> "192.0.2.1";
                                    case "isSecure" -> false;
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }

    @Test
    public void an_ipv6_address_counts_by_its_64() {
        assertEquals(
                NetworkAddress.parse("2001:db8:1:2:3:4:5:6"),
                NetworkAddress.parse("2001:db8:1:2:ffff::1"));
        assertFalse(
                NetworkAddress.parse("2001:db8:1:3::1")
                        .equals(NetworkAddress.parse("2001:db8:1:2::1")));
        assertEquals(Optional.of("192.0.2.7"), NetworkAddress.parse("::ffff:192.0.2.7"));
        assertEquals(NetworkAddress.parse("fe80::1"), NetworkAddress.parse("[fe80::2]"));
        assertEquals(NetworkAddress.parse("fe80::1"), NetworkAddress.parse("fe80::1%eth0"));
    }

    @Test
    public void no_name_is_looked_up() {
        for (String text :
                new String[] {"localhost", "abc.de", "", "1", "1.2.3", "a:b:zz", "::g"}) {
            assertEquals(text, Optional.empty(), NetworkAddress.parse(text));
        }
    }

    @Test
    public void forwarded_headers_count_only_behind_a_trusted_proxy() {
        HttpServletRequest request =
                request(
                        Map.of(
                                "X-Forwarded-For", "198.51.100.1, 203.0.113.9",
                                "X-Forwarded-Proto", "https"));
        assertEquals("192.0.2.1", direct.address(request));
        assertFalse(direct.isSecure(request));
        assertEquals("203.0.113.9", proxied.address(request));
        assertTrue(proxied.isSecure(request));
        assertEquals("192.0.2.1", proxied.address(request(Map.of("X-Forwarded-For", "nonsense"))));
    }

    @Test
    public void only_the_own_site_is_the_same_origin() {
        assertTrue(direct.isSameOrigin(request(Map.of())));
        assertTrue(same("http://rattache.example", "same-origin"));
        assertFalse(same("http://rattache.example", "cross-site"));
        assertFalse(same("http://rattache.example", "same-site"));
        assertFalse(same("http://rattache.example", "none"));
        assertFalse(same("https://rattache.example", "same-origin"));
        assertFalse(same("http://evil.example", "same-origin"));
        assertFalse(same("http://rattache.example.evil.example", "same-origin"));
        assertFalse(same("null", "same-origin"));
    }

    private boolean same(String origin, String site) {
        return direct.isSameOrigin(
                request(
                        Map.of(
                                "Origin", origin,
                                "Sec-Fetch-Site", site,
                                "Host", "Rattache.example")));
    }
}
