package org.rattache.platform.openapi;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.filter.AbstractSpecFilter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rattache.platform.rest.Problem;

/**
 * Writes into an OpenAPI document what holds everywhere, so that no resource has to repeat it: the
 * body of an error is a problem detail, and what answers 428 needs an If-Match with the ETag that
 * its GET gives. The plug-in that makes the documents asks it at the end.
 */
public final class Conventions extends AbstractSpecFilter {

    private static final String ERROR = "[45]..";
    private static final String IF_MATCH = "If-Match";
    private static final String IF_MATCH_REQUIRED = "428";
    private static final String ETAG = "ETag";

    @Override
    public Optional<OpenAPI> filterOpenAPI(
            OpenAPI document,
            Map<String, List<String>> parameters,
            Map<String, String> cookies,
            Map<String, List<String>> headers) {
        document.getPaths().values().forEach(Conventions::complete);
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        ModelConverters.getInstance()
                .readAll(Problem.class)
                .forEach(document.getComponents()::addSchemas);
        return Optional.of(document);
    }

    private static void complete(PathItem path) {
        List<Operation> operations = path.readOperations();
        operations.stream()
                .flatMap(operation -> operation.getResponses().entrySet().stream())
                .filter(response -> response.getKey().matches(ERROR))
                .forEach(response -> response.getValue().setContent(problem()));
        List<Operation> versioned =
                operations.stream()
                        .filter(o -> o.getResponses().containsKey(IF_MATCH_REQUIRED))
                        .toList();
        versioned.stream()
                .filter(operation -> !takesIfMatch(operation))
                .forEach(operation -> operation.addParametersItem(ifMatch()));
        if (!versioned.isEmpty() && path.getGet() != null) {
            ApiResponse found = path.getGet().getResponses().get("200");
            if (found.getHeaders() == null || !found.getHeaders().containsKey(ETAG)) {
                found.addHeaderObject(ETAG, new Header().schema(new StringSchema()));
            }
        }
    }

    private static Content problem() {
        Schema<?> schema = new Schema<>().$ref(Problem.class.getSimpleName());
        return new Content().addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(schema));
    }

    private static boolean takesIfMatch(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> IF_MATCH.equals(parameter.getName()));
    }

    private static HeaderParameter ifMatch() {
        HeaderParameter parameter = new HeaderParameter();
        parameter
                .name(IF_MATCH)
                .required(true)
                .description("The ETag of what was read.")
                .schema(new StringSchema());
        return parameter;
    }
}
