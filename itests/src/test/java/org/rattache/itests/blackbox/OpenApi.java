package org.rattache.itests.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The description that the server serves of itself. */
final class OpenApi {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode document;

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    /**
     * One operation.
     *
     * @param path as it is described, with its parameters in braces
     * @param schema of the JSON body, with every reference resolved; missing when it takes none
     */
    record Operation(String method, String path, JsonNode schema) {

        /** The name of its row: {@code GET /api/…}. */
        String name() {
            return method + " " + path;
        }

        boolean takesJson() {
            return !schema.isMissingNode();
        }
    }

    static OpenApi read(Server server) {
        return new OpenApi(Client.anonymous(server).get("/api/openapi.json").is(200).json());
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    operations.add(
                            new Operation(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    resolve(
                                            method.getValue()
                                                    .path("requestBody")
                                                    .path("content")
                                                    .path("application/json")
                                                    .path("schema"))));
                }
            }
        }
        return operations;
    }

    /** Follows a reference. */
    JsonNode resolve(JsonNode schema) {
        return schema.has("$ref")
                ? resolve(document.at(schema.path("$ref").asText().substring(1)))
                : schema;
    }
}
