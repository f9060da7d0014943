package org.rattache.linking.core.internal;

import java.util.stream.Stream;
import javax.persistence.EntityManager;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.linking.core.internal.jpa.LinkEntity;

/** What every end of a link gives back: the roles of its files, and the marks on them. */
final class LinkEnds {

    private LinkEnds() {}

    static void release(EntityManager em, ClientFiles clientFiles, LinkEntity link) {
        Stream.of(link.getMainId(), link.getSecondaryId())
                .sorted()
                .forEach(file -> clientFiles.markLinked(link.getFirmId(), file, false));
        Roles.giveUp(em, link.getFirmId(), link.getMainId(), link.getSecondaryId(), link.getId());
    }
}
