package org.rattache.document.core.internal;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rattache.clientfile.api.ClientFiles;
import org.rattache.document.api.Section;
import org.rattache.document.api.Sections;
import org.rattache.document.core.internal.jpa.DocumentEntity;
import org.rattache.document.core.internal.jpa.SectionEntity;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.Violations;
import org.rattache.platform.persistence.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sections of client files. */
@Component(service = Sections.class)
public final class SectionsService implements Sections {

    private static final Logger LOG = LoggerFactory.getLogger(SectionsService.class);
    private static final int MAX_NAME = 100;
    private static final int MAX_KEYWORDS = 50;

    private final Transactions transactions;
    private final ClientFiles clientFiles;

    @Activate
    public SectionsService(
            @Reference(target = "(unit=document)", policyOption = ReferencePolicyOption.GREEDY)
                    Transactions transactions,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClientFiles clientFiles) {
        this.transactions = transactions;
        this.clientFiles = clientFiles;
    }

    private void requireClientFile(String firm, String clientFile) {
        if (!Text.isId(clientFile) || clientFiles.find(firm, clientFile).isEmpty()) {
            throw DomainException.notFound();
        }
    }

    @Override
    public List<Section> list(String firm, String clientFile) {
        return transactions.call(
                em -> {
                    requireClientFile(firm, clientFile);
                    return sections(em, firm, clientFile);
                });
    }

    /** The sections of a client file, by name in French order. */
    static List<Section> sections(EntityManager em, String firm, String clientFile) {
        Map<String, List<String>> keywords = new HashMap<>();
        for (Object row :
                DocumentTable.select(
                        em,
                        "SELECT k.section_id, k.keyword FROM doc_section_keyword k WHERE k.firm_id = ?"
                                + " AND k.client_file_id = ? ORDER BY k.keyword_key",
                        firm,
                        clientFile)) {
            Object[] columns = (Object[]) row;
            keywords.computeIfAbsent((String) columns[0], id -> new ArrayList<>())
                    .add((String) columns[1]);
        }
        Collator french = Collator.getInstance(Locale.FRENCH);
        return em.createQuery(
                        "SELECT s FROM SectionEntity s WHERE s.firm = :firm AND s.clientFile = :file",
                        SectionEntity.class)
                .setParameter("firm", firm)
                .setParameter("file", clientFile)
                .setHint("eclipselink.refresh", "true")
                .getResultStream()
                .map(
                        s ->
                                new Section(
                                        firm,
                                        clientFile,
                                        s.getId(),
                                        s.getName(),
                                        keywords.getOrDefault(s.getId(), List.of()),
                                        s.getVersion()))
                .sorted(
                        Comparator.comparing(Section::name, french::compare)
                                .thenComparing(Section::id))
                .toList();
    }

    @Override
    public Section find(String firm, String clientFile, String section) {
        return transactions.call(em -> require(em, firm, clientFile, section));
    }

    private Section require(EntityManager em, String firm, String clientFile, String section) {
        requireClientFile(firm, clientFile);
        return sections(em, firm, clientFile).stream()
                .filter(s -> s.id().equals(section))
                .findFirst()
                .orElseThrow(DomainException::notFound);
    }

    @Override
    public Section create(
            String firm, String clientFile, String name, List<String> keywords, Actor actor) {
        return transactions.call(
                em -> {
                    requireClientFile(firm, clientFile);
                    List<Section> others = sections(em, firm, clientFile);
                    if (others.size() >= MAX_SECTIONS) {
                        throw DomainException.conflict(
                                "too-many-sections",
                                "A client file has at most " + MAX_SECTIONS + " sections.");
                    }
                    String id = UUID.randomUUID().toString();
                    Map<String, String> words = check(id, others, name, keywords);
                    SectionEntity section = new SectionEntity(firm, id, clientFile);
                    section.setName(name.strip(), Text.fold(name));
                    em.persist(section);
                    em.flush();
                    own(em, firm, clientFile, id, words);
                    LOG.info("Section {} of client file {} made by {}", id, clientFile, actor);
                    return require(em, firm, clientFile, id);
                });
    }

    @Override
    public Section change(
            String firm,
            String clientFile,
            String section,
            long version,
            String name,
            List<String> keywords,
            Actor actor) {
        return transactions.call(
                em -> {
                    requireVersion(require(em, firm, clientFile, section), version);
                    Map<String, String> words =
                            check(section, sections(em, firm, clientFile), name, keywords);
                    int changed =
                            DocumentTable.execute(
                                    em,
                                    "UPDATE doc_section SET name = ?, name_key = ?, version = version + 1"
                                            + " WHERE firm_id = ? AND id = ? AND version = ?",
                                    name.strip(),
                                    Text.fold(name),
                                    firm,
                                    section,
                                    version);
                    if (changed == 0) {
                        throw DomainException.stale();
                    }
                    disown(em, firm, section);
                    own(em, firm, clientFile, section, words);
                    LOG.info(
                            "Section {} of client file {} changed by {}",
                            section,
                            clientFile,
                            actor);
                    return require(em, firm, clientFile, section);
                });
    }

    @Override
    public void delete(String firm, String clientFile, String section, long version, Actor actor) {
        transactions.run(
                em -> {
                    requireVersion(require(em, firm, clientFile, section), version);
                    int deleted =
                            DocumentTable.execute(
                                    em,
                                    "DELETE FROM doc_section WHERE firm_id = ? AND id = ? AND version = ?",
                                    firm,
                                    section,
                                    version);
                    if (deleted == 0) {
                        throw DomainException.stale();
                    }
                    disown(em, firm, section);
                    DocumentTable.execute(
                            em,
                            "UPDATE doc_document SET section_id = NULL, version = version + 1"
                                    + " WHERE firm_id = ? AND client_file_id = ? AND section_id = ?",
                            firm,
                            clientFile,
                            section);
                    em.detach(
                            em.getReference(
                                    SectionEntity.class, new DocumentEntity.Key(firm, section)));
                    LOG.info(
                            "Section {} of client file {} deleted by {}",
                            section,
                            clientFile,
                            actor);
                });
    }

    private static void requireVersion(Section section, long version) {
        if (section.version() != version) {
            throw DomainException.stale();
        }
    }

    /** Checks what is written into a section against the rules and its neighbours. */
    private static Map<String, String> check(
            String id, List<Section> all, String name, List<String> keywords) {
        Violations violations = new Violations();
        violations.text("/name", name, MAX_NAME);
        Map<String, String> words = Text.keywords(keywords, MAX_KEYWORDS, violations);
        if (violations.isEmpty() && Text.fold(name).isEmpty()) {
            violations.add("/name", "unreadable", "A name needs letters or digits.");
        }
        violations.throwIfAny();
        for (Section other : all) {
            if (other.id().equals(id)) {
                continue;
            }
            if (Text.fold(other.name()).equals(Text.fold(name))) {
                throw DomainException.conflict(
                        "section-exists", "The client file has a section of that name.");
            }
            for (String keyword : other.keywords()) {
                if (words.containsKey(Text.fold(keyword))) {
                    throw DomainException.conflict(
                            "keyword-taken",
                            "The keyword \""
                                    + keyword
                                    + "\" belongs to the section \""
                                    + other.name()
                                    + "\".");
                }
            }
        }
        return words;
    }

    private static void own(
            EntityManager em,
            String firm,
            String clientFile,
            String section,
            Map<String, String> keywords) {
        keywords.forEach(
                (key, keyword) ->
                        DocumentTable.execute(
                                em,
                                "INSERT INTO doc_section_keyword (firm_id, client_file_id, keyword_key, keyword, section_id)"
                                        + " VALUES (?, ?, ?, ?, ?)",
                                firm,
                                clientFile,
                                key,
                                keyword,
                                section));
    }

    private static void disown(EntityManager em, String firm, String section) {
        DocumentTable.execute(
                em,
                "DELETE FROM doc_section_keyword WHERE firm_id = ? AND section_id = ?",
                firm,
                section);
    }
}
