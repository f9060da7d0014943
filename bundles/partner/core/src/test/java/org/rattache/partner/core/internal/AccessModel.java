package org.rattache.partner.core.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.partner.api.Reader;
import org.rattache.partner.api.Source;

/**
 * The P and S rules once more, as plainly as they can be said: lists, loops, no database. Who reads
 * what is worked out anew from what was answered.
 */
final class AccessModel {

    /** A client file and the space that stands for it. */
    static final class Side {
        final ClientFile file;
        String email;
        String space;
        boolean accepted;
        String frozen;

        Side(ClientFile file) {
            this.file = file;
            this.email = file.normalisedEmail().orElse("");
        }

        String firm() {
            return file.firm();
        }
    }

    /** The state of an answer. */
    enum Yes {
        NOT_ASKED,
        ASKED,
        YES,
        GROUP,
        NO
    }

    /** A link and its answers. */
    static final class Link {
        final String id;
        final Side main;
        final Side secondary;
        final String mainSpace;
        final String secondarySpace;
        final String shown;
        final Instant created;
        final int delayDays;
        Instant groupAccepted;
        Yes company = Yes.ASKED;
        Yes firm = Yes.ASKED;
        Yes agreement = Yes.NOT_ASKED;
        String agreedBy;

        /** void, or any other end. */
        String end;

        Link(String id, Side main, Side secondary, String shown, int delayDays, Instant created) {
            this.delayDays = delayDays;
            this.id = id;
            this.main = main;
            this.secondary = secondary;
            this.mainSpace = main.space;
            this.secondarySpace = secondary.space;
            this.shown = shown;
            this.created = created;
        }

        boolean live() {
            return end == null;
        }

        boolean refused() {
            return company == Yes.NO || firm == Yes.NO || agreement == Yes.NO;
        }

        boolean inGroup() {
            return live() && company == Yes.GROUP;
        }

        boolean agreementOpen() {
            return agreement == Yes.ASKED || agreement == Yes.NO;
        }

        /** While the delay runs, only what was sent since the group was accepted. */
        Optional<Instant> from(Instant now) {
            return now.isBefore(groupAccepted.plus(Duration.ofDays(delayDays)))
                    ? Optional.of(groupAccepted)
                    : Optional.empty();
        }

        boolean opened() {
            return company == Yes.GROUP && firm == Yes.YES;
        }
    }

    final List<Side> sides = new ArrayList<>();
    final List<Link> links = new ArrayList<>();
    final Map<String, Set<String>> holders = new HashMap<>();
    final Map<String, Optional<String>> spaces = new LinkedHashMap<>();
    final Set<String> claimed = new HashSet<>();
    final Set<String> disabled = new TreeSet<>();
    final Set<String> operatorGone = new HashSet<>();
    final Map<String, Integer> delays = new HashMap<>();

    Set<String> active(String space) {
        Set<String> active = new TreeSet<>(holders.getOrDefault(space, Set.of()));
        active.removeAll(disabled);
        return active;
    }

    Set<String> own(Link link) {
        Set<String> own = new TreeSet<>(active(link.secondarySpace));
        own.removeAll(active(link.mainSpace));
        return own;
    }

    String shown(Side main, Side secondary) {
        return String.join(
                "|",
                main.email,
                secondary.email,
                String.valueOf(main.accepted),
                String.valueOf(main.space),
                String.valueOf(secondary.space),
                active(main.space).toString());
    }

    boolean changed(Link link) {
        return !shown(link.main, link.secondary).equals(link.shown);
    }

    // who reads what

    Set<Source> readableBy(String space, Instant now) {
        Set<Source> sources = new HashSet<>();
        for (Side side : sides) {
            if (side.accepted && space.equals(side.space)) {
                sources.add(source(side, space, Optional.empty()));
            }
        }
        for (Link link : links) {
            if (!link.inGroup() || !link.mainSpace.equals(space)) {
                continue;
            }
            if (link.firm == Yes.YES && !link.agreementOpen()) {
                sources.add(source(link.secondary, link.secondarySpace, link.from(now)));
            }
            boolean agreed =
                    link.agreement == Yes.YES
                            && active(link.secondarySpace).contains(link.agreedBy);
            for (Side side : sides) {
                if (agreed
                        && side.accepted
                        && link.secondarySpace.equals(side.space)
                        && !side.firm().equals(link.secondary.firm())) {
                    sources.add(source(side, link.secondarySpace, link.from(now)));
                }
            }
        }
        return widest(sources);
    }

    private static Source source(Side side, String account, Optional<Instant> from) {
        return new Source(side.firm(), side.file.id(), account, from);
    }

    /** Without every source that another way opens further. */
    private static Set<Source> widest(Set<Source> sources) {
        Set<Source> widest = new HashSet<>(sources);
        widest.removeIf(one -> sources.stream().anyMatch(other -> furtherThan(other, one)));
        return widest;
    }

    private static boolean furtherThan(Source one, Source other) {
        return one.firm().equals(other.firm())
                && one.clientFile().equals(other.clientFile())
                && one.account().equals(other.account())
                && other.from()
                        .filter(o -> one.from().isEmpty() || one.from().get().isBefore(o))
                        .isPresent();
    }

    Set<Reader> readersOf(Side side, Instant now) {
        Set<Reader> readers = new HashSet<>();
        for (String space : spaces.keySet()) {
            for (Source source : readableBy(space, now)) {
                if (source.firm().equals(side.firm())
                        && source.clientFile().equals(side.file.id())) {
                    readers.add(new Reader(space, source.from()));
                }
            }
        }
        return readers;
    }

    Set<String> partnersOf(String space) {
        Set<String> partners = new HashSet<>();
        for (Side side : sides) {
            if (side.accepted && space.equals(side.space)) {
                partners.add("firm-" + side.firm());
            }
        }
        for (Link link : links) {
            if (link.live() && link.mainSpace.equals(space)) {
                if (link.firm == Yes.YES) {
                    partners.add("firm-" + link.secondary.firm());
                }
                if (link.company == Yes.YES || link.company == Yes.GROUP) {
                    partners.add("company-" + link.secondarySpace);
                }
            }
            if (link.live()
                    && link.secondarySpace.equals(space)
                    && (link.company == Yes.GROUP || link.agreement == Yes.YES)) {
                partners.add("company-" + link.mainSpace);
            }
        }
        return partners;
    }

    // what happens; each gives back the refusal that the rules ask for, or "ok"

    String mayOpen(Side main, Side secondary) {
        if (secondary.frozen != null && secondary.frozen.equals(secondary.email)) {
            return "frozen";
        }
        for (Link link : links) {
            if (link.live() && link.secondary == secondary && !link.refused()) {
                return "already-linked";
            }
        }
        if (!main.accepted || active(main.space).isEmpty()) {
            return "main-without-space";
        }
        return main.space.equals(secondary.space) ? "already-linked" : "ok";
    }

    /** After a link was opened; {@code secondary.space} is known by now. */
    void opened(String id, Side main, Side secondary, Instant created) {
        for (Link link : links) {
            if (link.live() && link.secondary == secondary) {
                link.end = "closed";
            }
        }
        int delay = delays.getOrDefault(secondary.firm(), 0);
        Link link = new Link(id, main, secondary, shown(main, secondary), delay, created);
        links.add(link);
        if (!own(link).isEmpty()) {
            link.agreement = Yes.ASKED;
        }
    }

    /** Whether a yes that opens something is held up by the secondary's own holder. */
    private boolean missing(Link link) {
        Set<String> own = own(link);
        if (own.isEmpty()) {
            return link.agreementOpen();
        }
        if (link.agreement == Yes.YES && own.contains(link.agreedBy)) {
            return false;
        }
        if (!link.agreementOpen()) {
            link.agreement = Yes.ASKED;
            link.agreedBy = null;
        }
        return true;
    }

    private static String wrong(Link link) {
        return "void".equals(link.end) ? "void" : "wrong-state";
    }

    private boolean void_(Link link) {
        if (operatorGone.contains(link.secondary.firm()) || changed(link)) {
            link.end = "void";
            return true;
        }
        return false;
    }

    String company(Link link, String answer) {
        Yes before = link.company;
        boolean fits =
                link.live()
                        && switch (answer) {
                            case "accept" -> before == Yes.ASKED;
                            case "group" -> before == Yes.YES;
                            case "refuse" -> before == Yes.ASKED || before == Yes.YES;
                            default -> before == Yes.NO;
                        };
        if (!fits) {
            return wrong(link);
        }
        if (!answer.equals("refuse") && void_(link)) {
            return "void";
        }
        if (answer.equals("group") && missing(link)) {
            return "agreement-missing";
        }
        link.company =
                switch (answer) {
                    case "accept" -> Yes.YES;
                    case "group" -> Yes.GROUP;
                    case "refuse" -> Yes.NO;
                    default -> Yes.ASKED;
                };
        return "ok";
    }

    String firm(Link link, String answer) {
        boolean fits = link.live() && link.firm == (answer.equals("reopen") ? Yes.NO : Yes.ASKED);
        if (!fits) {
            return wrong(link);
        }
        if (!answer.equals("refuse") && void_(link)) {
            return "void";
        }
        if (answer.equals("accept") && link.inGroup() && missing(link)) {
            return "agreement-missing";
        }
        link.firm = plain(answer);
        return "ok";
    }

    String agreement(Link link, String answer, String user) {
        boolean fits =
                link.live() && link.agreement == (answer.equals("reopen") ? Yes.NO : Yes.ASKED);
        if (!fits) {
            return wrong(link);
        }
        if (!answer.equals("refuse") && void_(link)) {
            return "void";
        }
        if (answer.equals("accept") && active(link.mainSpace).contains(user)) {
            return "own-holder-must-agree";
        }
        link.agreement = plain(answer);
        link.agreedBy = answer.equals("accept") ? user : null;
        return "ok";
    }

    private static Yes plain(String answer) {
        return switch (answer) {
            case "accept" -> Yes.YES;
            case "refuse" -> Yes.NO;
            default -> Yes.ASKED;
        };
    }

    void leave(String space, String partner) {
        for (Link link : links) {
            boolean touches = link.mainSpace.equals(space) || link.secondarySpace.equals(space);
            boolean meant =
                    partner.equals("firm-" + link.secondary.firm())
                            || partner.equals("company-" + link.mainSpace)
                            || partner.equals("company-" + link.secondarySpace);
            if (link.live() && touches && meant) {
                link.end = "left";
            }
        }
        for (Side side : sides) {
            if (space.equals(side.space) && partner.equals("firm-" + side.firm())) {
                side.accepted = false;
            }
        }
    }

    /** The freeze; {@code side.space} is known by now when it succeeds. */
    String freeze(Side side) {
        List<Link> live =
                links.stream().filter(link -> link.live() && link.secondary == side).toList();
        List<Link> freezable = live.stream().filter(link -> own(link).isEmpty()).toList();
        boolean possible =
                live.isEmpty()
                        ? side.space == null || active(side.space).isEmpty()
                        : !freezable.isEmpty();
        if (!possible) {
            return "account-held";
        }
        side.frozen = side.email;
        freezable.forEach(link -> link.end = "frozen");
        return "ok";
    }

    void emailChanged(Side side, Instant at) {
        for (Link link : links) {
            boolean of = link.main == side || link.secondary == side;
            if (link.live()
                    && of
                    && !link.opened()
                    && (link.created.isBefore(at) || changed(link))) {
                link.end = "void";
            }
        }
    }

    void activated(Side side, String user, String newSpace, boolean newUser) {
        if (newUser) {
            holders.computeIfAbsent(newSpace, s -> new HashSet<>()).add(user);
        }
        if (side.space == null) {
            side.space = spaceFor(side, user, newSpace, newUser);
            side.accepted = true;
        } else if (claimed.add(side.space)) {
            holders.computeIfAbsent(side.space, s -> new HashSet<>()).add(user);
            if (newUser) {
                holders.get(newSpace).remove(user);
            }
            side.accepted = true;
            for (Link link : links) {
                if (link.live()
                        && link.secondary == side
                        && !link.opened()
                        && !own(link).isEmpty()
                        && !link.agreementOpen()) {
                    link.agreement = Yes.ASKED;
                    link.agreedBy = null;
                }
            }
        } else if (active(side.space).contains(user)) {
            side.accepted = true;
        } else if (active(side.space).isEmpty()) {
            for (Link link : links) {
                if (link.live() && (link.main == side || link.secondary == side)) {
                    link.end = "left";
                }
            }
            side.space = spaceFor(side, user, newSpace, newUser);
            side.accepted = true;
        } else if (newUser) {
            spaces.put(newSpace, side.file.siren());
            claimed.add(newSpace);
        }
    }

    private String spaceFor(Side side, String user, String newSpace, boolean newUser) {
        if (!newUser && side.file.siren().isPresent()) {
            Optional<String> same =
                    spaces.entrySet().stream()
                            .filter(space -> active(space.getKey()).contains(user))
                            .filter(space -> space.getValue().equals(side.file.siren()))
                            .map(Map.Entry::getKey)
                            .sorted()
                            .findFirst();
            if (same.isPresent()) {
                return same.get();
            }
        }
        holders.computeIfAbsent(newSpace, s -> new HashSet<>()).add(user);
        spaces.put(newSpace, side.file.siren());
        claimed.add(newSpace);
        return newSpace;
    }
}
