package org.rattache.linking.core.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.rattache.clientfile.api.ClientFile;
import org.rattache.linking.api.LinkPreview.Safeguards;

/**
 * The digest of what a preview showed: firm, main account, secondaries, their versions, addresses
 * and names, which of them have a holder of their own, and the safeguards of the links. Each value
 * is written with its length, so no two recaps have the same bytes.
 */
final class PreviewDigest {

    private final MessageDigest digest;

    private PreviewDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String of(
            String firm,
            ClientFile main,
            Collection<ClientFile> secondaries,
            Set<String> withOwnHolder,
            Safeguards safeguards) {
        PreviewDigest digest = new PreviewDigest();
        digest.add(firm);
        digest.add(Integer.toString(safeguards.earlierDocumentsDelayDays()));
        digest.add(Boolean.toString(safeguards.codeRequired()));
        digest.add(main, "main");
        List<ClientFile> sorted =
                secondaries.stream().sorted(Comparator.comparing(ClientFile::id)).toList();
        for (ClientFile secondary : sorted) {
            digest.add(secondary, withOwnHolder.contains(secondary.id()) ? "holder" : "free");
        }
        return HexFormat.of().formatHex(digest.digest.digest());
    }

    private void add(ClientFile file, String what) {
        add(what);
        add(file.id());
        add(Long.toString(file.version()));
        add(file.normalisedEmail().orElse(""));
        add(file.name());
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
