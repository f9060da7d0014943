package org.rattache.document.core.internal.jpa;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;

/** A row of doc_section; its keywords stand in doc_section_keyword. */
@Entity
@Table(name = "doc_section")
@IdClass(DocumentEntity.Key.class)
public class SectionEntity {

    @Id
    @Column(name = "firm_id")
    private String firm;

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "client_file_id")
    private String clientFile;

    @Column(name = "name")
    private String name;

    @Column(name = "name_key")
    private String nameKey;

    @Version
    @Column(name = "version")
    private long version;

    protected SectionEntity() {}

    public SectionEntity(String firm, String id, String clientFile) {
        this.firm = firm;
        this.id = id;
        this.clientFile = clientFile;
    }

    public String getId() {
        return id;
    }

    public String getFirm() {
        return firm;
    }

    public String getClientFile() {
        return clientFile;
    }

    public String getName() {
        return name;
    }

    public void setName(String name, String nameKey) {
        this.name = name;
        this.nameKey = nameKey;
    }

    public String getNameKey() {
        return nameKey;
    }

    public long getVersion() {
        return version;
    }
}
