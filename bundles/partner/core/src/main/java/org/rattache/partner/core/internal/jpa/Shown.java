package org.rattache.partner.core.internal.jpa;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What an acceptance is bound to [PRODUCT S2c]: the firm, both accounts, the client files behind
 * them, and who holds the main account.
 *
 * @param members the holders of the main account, in any order: they are who will read
 */
public record Shown(
        FirmSide firm,
        Account main,
        Account secondary,
        String mainSpace,
        String secondarySpace,
        List<String> members) {

    /** The firm, as it is shown. */
    public record FirmSide(String id, String name, Optional<String> siret) {}

    /** A client file, as it is shown. */
    public record Account(
            String file, String name, Optional<String> siren, Optional<String> email) {}

    public Shown {
        members = members.stream().sorted().toList();
    }

    /** Equal for equal values only: every value goes in with its length. */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, firm.id());
            add(digest, firm.name());
            add(digest, firm.siret().orElse(""));
            for (Account account : List.of(main, secondary)) {
                add(digest, account.file());
                add(digest, account.name());
                add(digest, account.siren().orElse(""));
                add(digest, account.email().orElse(""));
            }
            add(digest, mainSpace);
            add(digest, secondarySpace);
            members.forEach(member -> add(digest, member));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
