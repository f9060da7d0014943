package org.rattache.identity.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request comes from, as it is counted: an IPv4 address, or the /64 of an IPv6 address,
 * because whoever has one address of a /64 has them all.
 */
final class NetworkAddress {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private NetworkAddress() {}

    /** Reads a literal address; empty for anything else. No name is ever looked up. */
    static Optional<String> parse(String text) {
        String literal = text.strip();
        int zone = literal.indexOf('%');
        if (zone >= 0) {
            literal = literal.substring(0, zone);
        }
        if (literal.startsWith("[") && literal.endsWith("]")) {
            literal = literal.substring(1, literal.length() - 1);
        }
        boolean known =
                IPV4.matcher(literal).matches()
                        || (literal.indexOf(':') >= 0 && IPV6.matcher(literal).matches());
        if (!known) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(literal);
            return Optional.of(
                    address instanceof Inet6Address
                            ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8))
                                    + "/64"
                            : address.getHostAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
