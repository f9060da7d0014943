package org.rattache.linking.strategies.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.rattache.linking.spi.Candidate;
import org.rattache.linking.spi.GroupSuggestion;
import org.rattache.linking.spi.GroupSuggestion.Reason;
import org.rattache.linking.spi.GroupSuggestion.Tier;

/** The same keys in a Lucene index, asked for the best ten by its own ranking (BM25). */
final class LucenePeer {

    private static final int BEST = 11;

    private final IndexSearcher searcher;
    private final StoredFields stored;
    private final FileKeys keys = new FileKeys(new Words(), new Domains());

    LucenePeer(LabelledFiles set) throws IOException {
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            for (LabelledFiles.Labelled labelled : set.files()) {
                Document document = new Document();
                document.add(new StringField("id", labelled.file().id(), Field.Store.YES));
                keys.read(labelled.file());
                for (int key = 0; key < keys.size(); key++) {
                    document.add(new StringField(keys.type(key).field, keys.value(key), Field.Store.NO));
                }
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        DirectoryReader reader = DirectoryReader.open(directory);
        searcher = new IndexSearcher(reader);
        stored = reader.storedFields();
    }

    List<GroupSuggestion> suggest(Candidate file) {
        keys.read(file);
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        Map<String, Boolean> asked = new LinkedHashMap<>();
        for (int key = 0; key < keys.size(); key++) {
            if (asked.put(keys.type(key).field + keys.value(key), true) == null) {
                query.add(new TermQuery(new Term(keys.type(key).field, keys.value(key))), BooleanClause.Occur.SHOULD);
            }
        }
        try {
            List<GroupSuggestion> suggestions = new ArrayList<>();
            for (ScoreDoc found : searcher.search(query.build(), BEST).scoreDocs) {
                String id = stored.document(found.doc).get("id");
                if (!id.equals(file.id())) {
                    // BM25 knows no threshold; a half of the best score is a guess, not a fit.
                    double score = Math.min(1, found.score / 24);
                    suggestions.add(new GroupSuggestion(id, score, Tier.POSSIBLE, List.of(new Reason("score", String.valueOf(found.score)))));
                }
            }
            return suggestions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
