package org.rattache.clientfile.core.internal.jpa;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import javax.persistence.Version;

/** One word of the name of a client file, as it is searched. */
@Entity
@Table(name = "clf_name_word")
@IdClass(NameWordEntity.Key.class)
public class NameWordEntity {

    /** Its primary key: the firm first. */
    public static final class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        private String firm;
        private String clientFile;
        private String word;

        /** For JPA. */
        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && Objects.equals(firm, key.firm)
                    && Objects.equals(clientFile, key.clientFile)
                    && Objects.equals(word, key.word);
        }

        @Override
        public int hashCode() {
            return Objects.hash(firm, clientFile, word);
        }
    }

    @Id
    @Column(name = "firm_id")
    private String firm;

    @Id
    @Column(name = "client_file_id")
    private String clientFile;

    @Id private String word;

    @Column(name = "name_key")
    private String nameKey;

    @Version private long version;

    /** For JPA. */
    protected NameWordEntity() {}

    public NameWordEntity(String firm, String clientFile, String word, String nameKey) {
        this.firm = firm;
        this.clientFile = clientFile;
        this.word = word;
        this.nameKey = nameKey;
    }
}
