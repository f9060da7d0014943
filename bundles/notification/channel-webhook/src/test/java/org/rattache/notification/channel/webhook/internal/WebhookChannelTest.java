package org.rattache.notification.channel.webhook.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.rattache.notification.spi.Message;
import org.rattache.notification.spi.Receipt;

public class WebhookChannelTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    private final List<String> received = new ArrayList<>();
    private HttpServer server;
    private int status = 204;

    private record Post(String recipient) implements Message {

        @Override
        public String id() {
            return "delivery-1";
        }

        @Override
        public String subject() {
            return "";
        }

        @Override
        public String text() {
            return "{\"id\":\"é\"}";
        }

        @Override
        public Optional<String> html() {
            return Optional.empty();
        }

        @Override
        public Map<String, String> properties() {
            return Map.of(Message.SECRET, "whsec_test");
        }
    }

    private record Config(boolean allowPrivateAddresses) implements WebhookChannel.Config {

        @Override
        public int timeoutSeconds() {
            return 2;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return WebhookChannel.Config.class;
        }
    }

    @Before
    public void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    received.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestURI()
                                    + " "
                                    + exchange.getRequestHeaders().getFirst("Rattache-Signature")
                                    + " "
                                    + exchange.getRequestHeaders().getFirst("Rattache-Delivery")
                                    + " "
                                    + new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8));
                    exchange.getResponseHeaders().set("Location", "/redirected");
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
    }

    @After
    public void stop() {
        server.stop(0);
    }

    private Receipt deliver(boolean allowPrivate, String url) {
        return new WebhookChannel(new Config(allowPrivate), CLOCK).deliver(new Post(url));
    }

    private String local() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?a=1";
    }

    @Test
    public void the_signature_is_what_any_other_implementation_computes() {
        // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac whsec_test
        assertEquals(
                "t=1700000000,v1=38877139021993b830af32feea6e18a8da83eb2f6e49ee50bd9e4cf4ca4d3789",
                Signature.of("whsec_test", 1_700_000_000, "{\"a\":1}"));
    }

    @Test
    public void an_event_is_posted_once_with_its_signature() {
        Receipt receipt = deliver(true, local());
        assertEquals(Receipt.delivered("HTTP 204"), receipt);
        assertEquals(
                List.of(
                        "POST /hook?a=1 "
                                + Signature.of("whsec_test", 1_700_000_000, "{\"id\":\"é\"}")
                                + " delivery-1 {\"id\":\"é\"}"),
                received);
    }

    @Test
    public void redirects_are_not_followed_and_the_status_decides() {
        status = 302;
        assertEquals(Receipt.retry("HTTP 302"), deliver(true, local()));
        assertEquals(1, received.size());
        status = 503;
        assertEquals(Receipt.retry("HTTP 503"), deliver(true, local()));
        status = 410;
        assertEquals(Receipt.rejected("HTTP 410"), deliver(true, local()));
    }

    @Test
    public void nobody_gets_into_our_own_network() {
        int port = server.getAddress().getPort();
        for (String host :
                List.of(
                        "127.0.0.1",
                        "localhost",
                        "2130706433",
                        "[::1]",
                        "[::ffff:127.0.0.1]",
                        "0.0.0.0",
                        "10.1.2.3",
                        "172.16.0.1",
                        "192.168.1.1",
                        "169.254.169.254",
                        "100.64.0.1",
                        "[fe80::1]",
                        "[fd00::1]",
                        "[64:ff9b::7f00:1]",
                        "[2002:7f00:1::]",
                        "224.0.0.1",
                        "255.255.255.255")) {
            Receipt receipt = deliver(false, "https://" + host + ":" + port + "/");
            assertFalse(host, receipt.outcome() == Receipt.Outcome.DELIVERED);
            assertEquals(
                    host + " " + receipt.note(),
                    "The address belongs to a private network.",
                    receipt.note());
        }
        assertEquals("Only HTTPS is allowed.", deliver(false, local()).note());
        assertTrue(received.isEmpty());
    }

    @Test
    public void what_is_no_http_address_is_refused() {
        for (String url :
                List.of(
                        "file:///etc/passwd",
                        "jar:http://x!/",
                        "//x/",
                        "x",
                        "http://",
                        "https://127.1/")) {
            assertEquals(url, Receipt.Outcome.REJECTED, deliver(true, url).outcome());
        }
    }

    @Test
    public void public_addresses_are_allowed() throws Exception {
        for (String address : List.of("8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111")) {
            assertTrue(address, PublicAddresses.isPublic(InetAddress.getByName(address)));
        }
    }

    @Test
    public void an_address_that_does_not_answer_is_tried_again() {
        int port = server.getAddress().getPort();
        server.stop(0);
        assertEquals(
                Receipt.Outcome.RETRY, deliver(true, "http://127.0.0.1:" + port + "/").outcome());
    }
}
