package org.rattache.notification.core.internal;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFileData;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.document.api.DocumentCounts;
import org.rattache.identity.api.Firm;
import org.rattache.identity.api.FirmAdministration;
import org.rattache.identity.api.FirmRole;
import org.rattache.identity.api.Holders;
import org.rattache.identity.api.LogInAddresses;
import org.rattache.identity.api.Memberships;
import org.rattache.identity.api.OneTimeLinks;
import org.rattache.identity.api.Person;
import org.rattache.identity.api.Profile;
import org.rattache.identity.api.Sessions;
import org.rattache.partner.api.AccessFilter;
import org.rattache.partner.api.Reader;
import org.rattache.partner.api.Spaces;

/** The other modules, as far as mails need them. */
final class World {

    static final String FIRM = "firm-a";
    static final Person OPERATOR = new Person("op", "Odile Opérateur", "odile@batie.example", "fr");
    static final Person HOLDER =
            new Person("holder", "Hugo Holder", "hugo@constructor.example", "en");

    /** A clock that tests move. */
    static final class Moving extends Clock {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A link that was issued. */
    record Issued(OneTimeLinks.Purpose purpose, Map<String, String> data, Duration validity) {}

    final Moving clock = new Moving();
    final Settings settings =
            new Settings(
                    "https://rattache.example/",
                    Duration.ofSeconds(30),
                    Duration.ofDays(7),
                    Duration.ofDays(90),
                    new NewsTimes(LocalTime.of(7, 0), ZoneId.of("Europe/Paris")));
    final Map<String, ClientFile> files = new HashMap<>();
    final Map<String, Spaces.Space> spaces = new HashMap<>();
    final Map<String, List<Person>> holders = new HashMap<>();
    final Map<String, Set<String>> readers = new HashMap<>();
    Optional<Instant> readableFrom = Optional.empty();
    LogInAddresses.Change addressChange;
    Holders.Invitation holderInvitation;
    final List<Issued> issued = new ArrayList<>();
    String firmName = "BATIE CONSTRUCTION";
    boolean operatorInvited;
    long documentsSent = 3;

    void file(String id, String name, String email) {
        files.put(
                id,
                new ClientFile(
                        FIRM,
                        id,
                        new ClientFileData(
                                name,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.ofNullable(email),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.of("404833048"),
                        Optional.ofNullable(email).map(e -> e.toLowerCase(Locale.ROOT)),
                        false,
                        Optional.empty(),
                        clock.instant(),
                        clock.instant(),
                        1));
    }

    Directory directory() {
        return new Directory(
                firm ->
                        firm.equals(FIRM)
                                ? Optional.of(new Firm(FIRM, firmName, Optional.empty()))
                                : Optional.empty(),
                fake(
                        FirmAdministration.class,
                        (method, args) ->
                                Optional.of(
                                                new FirmAdministration.Operator(
                                                        OPERATOR,
                                                        FirmRole.OPERATOR,
                                                        FirmAdministration.OperatorState.INVITED,
                                                        clock.instant(),
                                                        1))
                                        .filter(o -> operatorInvited)),
                fake(
                        Sessions.class,
                        (method, args) ->
                                Optional.of(
                                        new Profile(HOLDER, false, false, List.of(), List.of()))),
                fake(LogInAddresses.class, (method, args) -> Optional.ofNullable(addressChange)),
                fake(
                        Holders.class,
                        (method, args) ->
                                method.equals("nameOf")
                                        ? Optional.of("CONSTRUCTOR")
                                        : Optional.ofNullable(holderInvitation)),
                fake(
                        Memberships.class,
                        (method, args) ->
                                method.equals("operators")
                                        ? (args[0].equals(FIRM) ? List.of(OPERATOR) : List.of())
                                        : holders.getOrDefault(args[0], List.of())),
                fake(
                        ClientFiles.class,
                        (method, args) ->
                                Optional.ofNullable(files.get(args[1]))
                                        .filter(file -> file.firm().equals(args[0]))),
                fake(Spaces.class, (method, args) -> Optional.ofNullable(spaces.get(args[1]))),
                fake(
                        AccessFilter.class,
                        (method, args) ->
                                readers.getOrDefault(args[1], Set.of()).stream()
                                        .map(space -> new Reader(space, readableFrom))
                                        .collect(Collectors.toSet())),
                fake(
                        DocumentCounts.class,
                        (method, args) ->
                                Map.of(
                                        ((java.util.Collection<?>) args[0]).iterator().next(),
                                        Map.of("application/pdf", documentsSent))));
    }

    OneTimeLinks links() {
        return fake(
                OneTimeLinks.class,
                (method, args) -> {
                    @SuppressWarnings("unchecked")
                    Map<String, String> data = (Map<String, String>) args[1];
                    issued.add(
                            new Issued((OneTimeLinks.Purpose) args[0], data, (Duration) args[2]));
                    return "token-" + issued.size();
                });
    }

    static <T> T fake(Class<T> type, BiFunction<String, Object[], Object> answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, args) -> answer.apply(method.getName(), args)));
    }
}
