package org.rattache.notification.core.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.document.api.DocumentCounts;
import org.rattache.identity.api.Firm;
import org.rattache.identity.api.FirmAdministration;
import org.rattache.identity.api.Firms;
import org.rattache.identity.api.Holders;
import org.rattache.identity.api.LogInAddresses;
import org.rattache.identity.api.Memberships;
import org.rattache.identity.api.Person;
import org.rattache.identity.api.Profile;
import org.rattache.identity.api.Sessions;
import org.rattache.partner.api.AccessFilter;
import org.rattache.partner.api.Reader;
import org.rattache.partner.api.Spaces;

/** What the other modules know of people and companies, asked anew each time. */
@Component(service = Directory.class)
public final class Directory {

    private final Firms firms;
    private final FirmAdministration administration;
    private final Sessions sessions;
    private final LogInAddresses addresses;
    private final Holders holders;
    private final Memberships memberships;
    private final ClientFiles clientFiles;
    private final Spaces spaces;
    private final AccessFilter access;
    private final DocumentCounts documents;

    @Activate
    public Directory(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Firms firms,
            @Reference(policyOption = ReferencePolicyOption.GREEDY)
                    FirmAdministration administration,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Sessions sessions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) LogInAddresses addresses,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Holders holders,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Memberships memberships,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Spaces spaces,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AccessFilter access,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) DocumentCounts documents) {
        this.firms = firms;
        this.administration = administration;
        this.sessions = sessions;
        this.addresses = addresses;
        this.holders = holders;
        this.memberships = memberships;
        this.clientFiles = clientFiles;
        this.spaces = spaces;
        this.access = access;
        this.documents = documents;
    }

    Optional<String> firmName(String firm) {
        return firms.find(firm).map(Firm::name);
    }

    Optional<ClientFile> clientFile(String firm, String id) {
        return clientFiles.find(firm, id);
    }

    Optional<Spaces.Space> space(String firm, String clientFile) {
        return spaces.ofClientFile(firm, clientFile);
    }

    /** Whether anybody holds the space of the client file: then he decides, not a contact. */
    boolean isHeld(String firm, String clientFile) {
        return space(firm, clientFile)
                .map(space -> !memberships.holders(space.id()).isEmpty())
                .orElse(false);
    }

    List<Person> operators(String firm) {
        return memberships.operators(firm);
    }

    Optional<Person> operator(String firm, String user) {
        return one(memberships.operators(firm), user);
    }

    Optional<Person> invitedOperator(String firm, String user) {
        return administration
                .operator(firm, user)
                .filter(o -> o.state() == FirmAdministration.OperatorState.INVITED)
                .map(FirmAdministration.Operator::person);
    }

    Optional<Person> user(String user) {
        return sessions.profile(user).map(Profile::person);
    }

    Optional<LogInAddresses.Change> addressChange(String change) {
        return addresses.find(change);
    }

    Optional<Holders.Invitation> holderInvitation(String invitation) {
        return holders.invitation(invitation);
    }

    Optional<String> spaceName(String space) {
        return holders.nameOf(space);
    }

    List<Person> holders(String space) {
        return memberships.holders(space);
    }

    Optional<Person> holder(String space, String user) {
        return one(memberships.holders(space), user);
    }

    /**
     * The people who may read something of a client file now, each with those of the given times of
     * sending whose documents he may read.
     */
    Map<Person, List<Instant>> readers(String firm, String clientFile, List<Instant> sentAt) {
        Map<Person, List<Instant>> readers = new LinkedHashMap<>();
        for (Reader reader : access.readersOf(firm, clientFile)) {
            List<Instant> readable = sentAt.stream().filter(reader::opens).toList();
            for (Person person : memberships.holders(reader.space())) {
                // the widest of a person's rights holds the others: each begins at one instant
                readers.merge(
                        person, readable, (one, other) -> one.size() >= other.size() ? one : other);
            }
        }
        return readers;
    }

    /** The person, while he may read what was sent at that time. */
    Optional<Person> reader(String firm, String clientFile, String user, Instant sentAt) {
        return readers(firm, clientFile, List.of(sentAt)).entrySet().stream()
                .filter(reader -> reader.getKey().id().equals(user))
                .filter(reader -> !reader.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** How many documents the firm has sent to the client, never their names. */
    long documentsSent(String firm, String clientFile) {
        DocumentCounts.Key key = new DocumentCounts.Key(firm, clientFile);
        return documents.sent(List.of(key)).getOrDefault(key, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Optional<Person> one(List<Person> people, String user) {
        return people.stream().filter(person -> person.id().equals(user)).findFirst();
    }
}
