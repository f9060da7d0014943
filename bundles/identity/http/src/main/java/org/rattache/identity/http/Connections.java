package org.rattache.identity.http;

import java.util.Locale;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * How a request came in. What a proxy says is believed only where the configuration says that one
 * stands before every request; otherwise anybody could say it.
 */
@Component(service = Connections.class, configurationPid = "org.rattache.identity")
public final class Connections {

    /** The keys and their defaults. */
    public @interface Keys {
        /** A reverse proxy sets X-Forwarded-Proto, -For and -Host on every request. */
        boolean proxy_trusted() default false;
    }

    private final boolean proxyTrusted;

    @Activate
    public Connections(Keys keys) {
        this(keys.proxy_trusted());
    }

    public Connections(boolean proxyTrusted) {
        this.proxyTrusted = proxyTrusted;
    }

    /** Whether the browser speaks TLS. */
    public boolean isSecure(HttpServletRequest request) {
        return forwarded(request, "X-Forwarded-Proto")
                .map("https"::equalsIgnoreCase)
                .orElseGet(request::isSecure);
    }

    /** Where it comes from, as it is counted. */
    public String address(HttpServletRequest request) {
        return forwarded(request, "X-Forwarded-For")
                .flatMap(NetworkAddress::parse)
                .or(() -> NetworkAddress.parse(request.getRemoteAddr()))
                .orElse("unknown");
    }

    /**
     * Whether nothing says that a page of another site sent it. Browsers say it in one of these
     * headers or in both; other clients send neither.
     */
    public boolean isSameOrigin(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            return false;
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        String host =
                forwarded(request, "X-Forwarded-Host").orElseGet(() -> request.getHeader("Host"));
        String scheme = isSecure(request) ? "https://" : "http://";
        return host != null && origin.equalsIgnoreCase(scheme + host.toLowerCase(Locale.ROOT));
    }

    /** The last value: the one that our own proxy has added. */
    private Optional<String> forwarded(HttpServletRequest request, String header) {
        return Optional.of(proxyTrusted)
                .filter(trusted -> trusted)
                .map(trusted -> request.getHeader(header))
                .map(values -> values.substring(values.lastIndexOf(',') + 1).strip())
                .filter(value -> !value.isEmpty());
    }
}
