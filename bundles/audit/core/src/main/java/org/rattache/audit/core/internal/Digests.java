package org.rattache.audit.core.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import org.rattache.audit.core.internal.jpa.EntryRow;

/** What is digested, and how. Changing a line here breaks every chain that exists. */
final class Digests {

    /** What the first entry of a chain has as the digest before it. */
    static final String START = "0".repeat(64);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> DATA = new TypeReference<>() {};

    private Digests() {}

    /** The digest of an entry: every column of it but the digest itself. */
    static String ofEntry(EntryRow row) {
        return new Canonical("rattache.audit.entry.1")
                .text(row.getFirm())
                .number(row.getNumber())
                .text(row.getEvent())
                .instant(row.getOccurredAt())
                .text(row.getActorKind())
                .text(row.getActorId())
                .text(row.getType())
                .text(row.getAggregate())
                .text(row.getClientFile())
                .text(row.getMain())
                .text(row.getLink())
                .text(row.getRequest())
                .text(row.getDocument())
                .text(row.getSpace())
                .text(row.getDataDigest())
                .text(row.getPreviousDigest())
                .hex();
    }

    /** The digest of what an event says beyond ids: worth nothing to a guesser without the salt. */
    static String ofData(String salt, Map<String, String> data) {
        Canonical canonical = new Canonical("rattache.audit.data.1").text(salt).number(data.size());
        new TreeMap<>(data).forEach((key, value) -> canonical.text(key).text(value));
        return canonical.hex();
    }

    static String write(Map<String, String> data) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(data));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Reads data back.
     *
     * @throws IllegalArgumentException when it is no longer what was written
     */
    static Map<String, String> read(String data) {
        try {
            return JSON.readValue(data, DATA);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
