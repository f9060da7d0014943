package org.rattache.itests.arrows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Test;

/** The OpenAPI documents that the build has made are valid by the rules of Redocly. */
public class OpenApiTest {

    private static final Path REDOCLY =
            Path.of("../bundles/web/node_modules/@redocly/cli/bin/cli.js");

    @Test
    public void every_document_is_valid() throws Exception {
        assertTrue("Build bundles/web first: it brings Redocly.", Files.exists(REDOCLY));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "node",
                                REDOCLY.toString(),
                                "lint",
                                "--config=src/test/resources/redocly.yaml"));
        List<String> documents = documents();
        command.addAll(documents);
        assertTrue("too few documents: " + documents, documents.size() >= 8);
        Process lint = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(lint.getInputStream().readAllBytes(), UTF_8);
        assertEquals(said, 0, lint.waitFor());
    }

    @Test
    public void every_error_is_a_problem_detail() throws IOException {
        List<String> others = new ArrayList<>();
        for (String document : documents()) {
            for (JsonNode path : new ObjectMapper().readTree(new File(document)).path("paths")) {
                for (JsonNode operation : path) {
                    for (Map.Entry<String, JsonNode> response :
                            operation.path("responses").properties()) {
                        if (response.getKey().matches("[45]..")
                                && !response.getValue()
                                        .at("/content/application~1problem+json/schema/$ref")
                                        .asText()
                                        .equals("#/components/schemas/Problem")) {
                            others.add(operation.path("operationId").asText() + " " + response);
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), others);
    }

    @Test
    public void nothing_is_read_or_deleted_with_a_body() throws IOException {
        List<String> others = new ArrayList<>();
        for (String document : documents()) {
            for (JsonNode path : new ObjectMapper().readTree(new File(document)).path("paths")) {
                for (String method : List.of("get", "head", "delete")) {
                    if (path.at("/" + method).has("requestBody")) {
                        others.add(path.at("/" + method + "/operationId").asText());
                    }
                }
            }
        }
        assertEquals(List.of(), others);
    }

    private static List<String> documents() throws IOException {
        try (Stream<Path> files =
                Files.find(
                        Path.of("../bundles"),
                        6,
                        (path, attributes) ->
                                path.endsWith("rest/target/classes/OSGI-INF/openapi.json"))) {
            return files.map(Path::toString).sorted().toList();
        }
    }
}
