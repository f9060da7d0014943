package org.rattache.platform.rest.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.jaxrs.json.JacksonJsonProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsMediaType;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.rattache.platform.rest.BadRequestProblem;
import org.rattache.platform.rest.RattacheExtension;

/**
 * JSON as the contract has it: ISO instants, unknown and repeated fields refused, an empty body
 * refused.
 */
@Component(
        service = {MessageBodyReader.class, MessageBodyWriter.class},
        scope = ServiceScope.PROTOTYPE,
        property = "rattache.json:Boolean=true")
@JaxrsExtension
@JaxrsName("rattache.json")
@JaxrsMediaType({MediaType.APPLICATION_JSON, "application/*+json"})
@RattacheExtension
public final class JsonProvider extends JacksonJsonProvider {

    /** A body in JSON is a form, not a document: more than this is refused. */
    static final long MAX_BODY = 1_000_000;

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModules(new JavaTimeModule(), new Jdk8Module(), new IsoInstants())
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    // that leaves texts out: a number is no name
                    .withCoercionConfig(
                            LogicalType.Textual,
                            texts ->
                                    texts.setCoercion(
                                                    CoercionInputShape.Integer, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Float, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Boolean,
                                                    CoercionAction.Fail))
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();

    public JsonProvider() {
        super(JSON);
    }

    static ObjectMapper mapper() {
        return JSON;
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            java.io.InputStream body)
            throws IOException {
        Object value =
                super.readFrom(
                        type,
                        genericType,
                        annotations,
                        mediaType,
                        headers,
                        new BodyLimit(body, MAX_BODY));
        return required(value);
    }

    /** A body that does not come through the JAX-RS runtime. */
    public static <T> T read(java.io.InputStream body, Class<T> type) throws IOException {
        return required(JSON.readValue(new BodyLimit(body, MAX_BODY), type));
    }

    /** Neither no body nor the JSON null is an object. */
    private static <T> T required(T value) {
        if (value == null) {
            throw new BadRequestProblem(
                    "empty-body", "The request has no body; a JSON object is expected.", null);
        }
        return value;
    }

    /** Writes to memory first: a failure half way must not go out as a broken 200. */
    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);
        super.writeTo(value, type, genericType, annotations, mediaType, headers, buffer);
        buffer.writeTo(out);
    }
}
