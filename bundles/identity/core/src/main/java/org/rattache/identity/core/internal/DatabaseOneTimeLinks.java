package org.rattache.identity.core.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.identity.api.OneTimeLinks;
import org.rattache.identity.core.internal.jpa.LinkEntity;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.persistence.Transactions;

/** One-time links in the database. */
@Component
public final class DatabaseOneTimeLinks implements OneTimeLinks {

    private static final int MAX_DATA = 4000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> DATA = new TypeReference<>() {};

    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public DatabaseOneTimeLinks(
            @Reference(target = "(unit=identity)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions) {
        this(transactions, Clock.tickMillis(ZoneOffset.UTC));
    }

    DatabaseOneTimeLinks(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String issue(Purpose purpose, Map<String, String> data, Duration validity) {
        String token = Secrets.newToken();
        String json = write(data);
        if (json.length() > MAX_DATA) {
            throw new IllegalArgumentException("A link carries ids, not content.");
        }
        Instant now = clock.instant();
        transactions.run(
                em ->
                        em.persist(
                                new LinkEntity(
                                        Secrets.digest(token),
                                        purpose,
                                        json,
                                        now,
                                        now.plus(validity))));
        return token;
    }

    @Override
    public Optional<Map<String, String>> peek(Purpose purpose, String token) {
        if (token.length() != Secrets.TOKEN_LENGTH) {
            return Optional.empty();
        }
        return transactions.call(
                em ->
                        em.createQuery(
                                        "SELECT l FROM IdnLink l WHERE l.tokenHash = :hash AND"
                                                + " l.purpose = :purpose AND l.usedAt IS NULL AND"
                                                + " l.expiresAt > :now",
                                        LinkEntity.class)
                                .setParameter("hash", Secrets.digest(token))
                                .setParameter("purpose", purpose)
                                .setParameter("now", clock.instant())
                                .getResultStream()
                                .findFirst()
                                .map(link -> read(link.getData())));
    }

    @Override
    public Map<String, String> consume(Purpose purpose, String token) {
        if (token.length() != Secrets.TOKEN_LENGTH) {
            throw DomainException.notFound();
        }
        String hash = Secrets.digest(token);
        return transactions.call(
                em -> {
                    Instant now = clock.instant();
                    int used =
                            Sql.update(
                                    em,
                                    "UPDATE idn_link SET used_at = ?1, version = version + 1 WHERE"
                                            + " token_hash = ?2 AND purpose = ?3 AND used_at IS NULL"
                                            + " AND expires_at > ?4",
                                    now,
                                    hash,
                                    purpose.name(),
                                    now);
                    if (used != 1) {
                        throw DomainException.notFound();
                    }
                    List<Object[]> rows =
                            Sql.rows(em, "SELECT data FROM idn_link WHERE token_hash = ?1", hash);
                    return read((String) rows.get(0)[0]);
                });
    }

    private static String write(Map<String, String> data) {
        try {
            return JSON.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<String, String> read(String data) {
        try {
            return JSON.readValue(data, DATA);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
