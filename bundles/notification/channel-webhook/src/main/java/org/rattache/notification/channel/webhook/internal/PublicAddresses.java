package org.rattache.notification.channel.webhook.internal;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Tells addresses of the open internet from those of this machine and its network. */
final class PublicAddresses {

    private PublicAddresses() {}

    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] b = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(b) : isPublic4(b);
    }

    private static boolean isPublic4(byte[] b) {
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        int third = b[2] & 0xff;
        return !(first == 0
                || first == 10
                || first == 127
                || first >= 224
                // carrier-grade NAT
                || (first == 100 && second >= 64 && second <= 127)
                // protocol assignments, benchmarking, documentation
                || (first == 192 && second == 0 && (third == 0 || third == 2))
                || (first == 198 && (second == 18 || second == 19))
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113));
    }

    private static boolean isPublic6(byte[] b) {
        // only global unicast 2000::/3; so neither unique local fc00::/7 nor 64:ff9b::/96, which
        // holds an IPv4 address
        if ((b[0] & 0xe0) != 0x20) {
            return false;
        }
        int head = (b[0] & 0xff) << 8 | (b[1] & 0xff);
        int next = (b[2] & 0xff) << 8 | (b[3] & 0xff);
        // 6to4 and Teredo hold an IPv4 address; 2001:db8::/32 is documentation
        return head != 0x2002 && !(head == 0x2001 && (next == 0 || next == 0x0db8));
    }
}
