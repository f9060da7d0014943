package org.rattache.itests.blackbox;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where most rules begin: a firm with the client CONSTRUCTOR, whose manager has a legal space, and
 * DEMOLITOR, a client without one. Every situation has addresses of its own, so that many of them
 * share a server.
 */
final class Situation {

    private static final AtomicInteger LAST = new AtomicInteger();

    private final int number = LAST.incrementAndGet();
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
        demolitor = batie.add("DEMOLITOR", address("contact"));
    }

    /** An address that no other situation has. */
    String address(String who) {
        return who + "@s" + number + ".example";
    }

    /** Another firm, with an administrator of its own. */
    Gateway firm(String name) throws IOException {
        String administrator = name.replaceAll("[^A-Z]", "").toLowerCase(java.util.Locale.ROOT);
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
