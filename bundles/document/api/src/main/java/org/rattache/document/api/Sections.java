package org.rattache.document.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.rattache.platform.api.Actor;

/**
 * The sections of a client file. Every method: NOT_FOUND when the client file is not the firm's or
 * the section not the file's. Thread-safe. [PRODUCT G8]
 */
@ProviderType
public interface Sections {

    /** At most so many sections has a client file. */
    int MAX_SECTIONS = 200;

    /** By name, in French order. */
    List<Section> list(String firm, String clientFile);

    Section find(String firm, String clientFile, String section);

    /**
     * Adds a section.
     *
     * @param name 1 to 100 characters, unique in the client file, case and accents ignored
     * @param keywords at most 50, each 1 to 60 characters; each belongs to one section of the file
     * @throws org.rattache.platform.api.DomainException INVALID; CONFLICT {@code section-exists},
     *     {@code keyword-taken}, {@code too-many-sections}
     */
    Section create(String firm, String clientFile, String name, List<String> keywords, Actor actor);

    /**
     * Changes a section; its documents stay in it.
     *
     * @throws org.rattache.platform.api.DomainException as {@link #create}, and STALE
     */
    Section change(
            String firm,
            String clientFile,
            String section,
            long version,
            String name,
            List<String> keywords,
            Actor actor);

    /**
     * Deletes a section; its documents are in none then.
     *
     * @throws org.rattache.platform.api.DomainException STALE
     */
    void delete(String firm, String clientFile, String section, long version, Actor actor);
}
