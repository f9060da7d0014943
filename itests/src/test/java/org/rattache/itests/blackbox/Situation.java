package org.rattache.itests.blackbox;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.UUID;

/**
 * Where most rules begin: a firm with the client CONSTRUCTOR, whose manager has a legal space, and
 * DEMOLITOR, a client without one. Every situation has addresses of its own, so that many of them
 * share a server.
 */
final class Situation {

    private final String domain = "s" + UUID.randomUUID().toString().substring(0, 8) + ".example";
    private final String siren = newSiren();
    private final World world;

    final Gateway batie;
    final String constructor;
    final Platform holder;
    final String demolitor;

    Situation(World world) throws IOException {
        this.world = world;
        batie = firm("BATIE CONSTRUCTION");
        constructor = batie.add("CONSTRUCTOR", address("dirigeant"));
        holder = batie.invite(constructor, address("dirigeant"));
        demolitor = batie.add("DEMOLITOR", address("contact"), siren);
    }

    /** DEMOLITOR's number: by it another firm's file is known to be the same company. */
    String siren() {
        return siren;
    }

    private static String newSiren() {
        String digits = String.format("%08d", new SecureRandom().nextInt(100_000_000));
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            int part = i % 2 == 0 ? digit : 2 * digit;
            sum += part / 10 + part % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }

    /** An address that no other situation has. */
    String address(String who) {
        return who + "@" + domain;
    }

    /** Another firm, with an administrator of its own. */
    Gateway firm(String name) throws IOException {
        String administrator = name.replaceAll("[^A-Z]", "").toLowerCase(Locale.ROOT);
        return new Gateway(world, world.firm(name, address(administrator)));
    }

    /**
     * DEMOLITOR has got CONSTRUCTOR's e-mail and is linked; its manager has answered nothing yet.
     *
     * @return the id of the link
     */
    String linked() {
        batie.changeEmail(demolitor, holder.email());
        batie.awaitProposal(demolitor);
        return batie.link(constructor, demolitor);
    }

    /** As {@link #linked()}, with all three answers given: DEMOLITOR's documents are open. */
    String open() {
        String link = linked();
        holder.acceptAll("DEMOLITOR");
        return link;
    }
}
