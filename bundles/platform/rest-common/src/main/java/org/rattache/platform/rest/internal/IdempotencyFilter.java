package org.rattache.platform.rest.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.IdempotentRequests;
import org.rattache.platform.rest.BadRequestProblem;
import org.rattache.platform.rest.Callers;
import org.rattache.platform.rest.Problem;
import org.rattache.platform.rest.Problems;
import org.rattache.platform.rest.RattacheExtension;

/**
 * Idempotency-Key on POST. A request with a key runs in one transaction with the note of its
 * result: a repetition gets that result, and a crash leaves both or neither. Only a success is
 * kept; after a refusal the key is free.
 */
@Component(
        service = {ContainerRequestFilter.class, ContainerResponseFilter.class},
        scope = ServiceScope.PROTOTYPE,
        property = "rattache.idempotency:Boolean=true")
@JaxrsExtension
@JaxrsName("rattache.idempotency")
@RattacheExtension
public final class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {

    /**
     * From the mapper to this filter, never to the caller: the refusal stands, with what it has
     * changed.
     */
    static final String STANDING = "Rattache-Refusal-Stands";

    private static final String RUNNING = "rattache.idempotency.running";

    private final IdempotentRequests requests;

    /** What one request with a key carries from its begin to its end. */
    private record Running(IdempotentRequests.Execution execution, DigestInputStream body) {}

    @Activate
    public IdempotencyFilter(@Reference IdempotentRequests requests) {
        this.requests = requests;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        requests.discardLeftOver();
        String key = request.getHeaderString("Idempotency-Key");
        if (key == null || !request.getMethod().equals(HttpMethod.POST)) {
            return;
        }
        if (key.isBlank() || key.length() > 200) {
            throw new BadRequestProblem(
                    "bad-idempotency-key", "An Idempotency-Key has 1 to 200 characters.", null);
        }
        if (request.getProperty(Callers.NEVER_KEPT) != null) {
            return;
        }
        DigestInputStream body =
                new DigestInputStream(request.getEntityStream(), digestOf(request));
        IdempotentRequests.Outcome outcome =
                requests.begin((String) request.getProperty(Callers.CALLER_ID), key);
        if (outcome.stored().isPresent()) {
            request.abortWith(replay(outcome.stored().get(), body));
        } else {
            request.setEntityStream(body);
            request.setProperty(RUNNING, new Running(outcome.execution().orElseThrow(), body));
        }
    }

    private static MessageDigest digestOf(ContainerRequestContext request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            URI asked = request.getUriInfo().getRequestUri();
            // the query too: for a body of bytes it says what they are and for whom
            String target = asked.getRawPath() + '?' + asked.getRawQuery();
            digest.update(target.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Response replay(IdempotentRequests.Stored stored, DigestInputStream body)
            throws IOException {
        if (!finish(body).equals(stored.requestDigest())) {
            return Problems.response(
                    422,
                    "idempotency-key-reused",
                    "This Idempotency-Key was used for another request. Take a new one.");
        }
        Response.ResponseBuilder response =
                Response.status(stored.status()).header("Idempotency-Replayed", "true");
        if (stored.location() != null) {
            // as it was sent: location() would resolve it once more
            response.header(HttpHeaders.LOCATION, stored.location());
        }
        if (stored.etag() != null) {
            response.tag(new EntityTag(stored.etag()));
        }
        if (stored.body() != null) {
            response.type(stored.status() < 300 ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE)
                    .entity(JsonProvider.mapper().readTree(stored.body()));
        }
        return response.build();
    }

    /** Reads what the resource left unread, so that the digest covers the whole body. */
    private static String finish(DigestInputStream body) throws IOException {
        body.transferTo(java.io.OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(body.getMessageDigest().digest());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response)
            throws IOException {
        boolean standing = response.getHeaders().remove(STANDING) != null;
        if (!(request.getProperty(RUNNING) instanceof Running running)) {
            return;
        }
        request.removeProperty(RUNNING);
        boolean refused = response.getStatus() >= 300 && !standing;
        if (refused || response.getEntity() instanceof InputStream) {
            running.execution().rollback();
            return;
        }
        try {
            running.execution().commit(result(running, response));
        } catch (DomainException e) {
            Response problem = new ProblemMapper().toResponse(e);
            response.setStatus(problem.getStatus());
            response.getHeaders().remove(HttpHeaders.LOCATION);
            response.setEntity(problem.getEntity(), null, problem.getMediaType());
        }
    }

    /** What is to be kept; whatever cannot be made of the answer undoes the request. */
    private static IdempotentRequests.Stored result(
            Running running, ContainerResponseContext response) throws IOException {
        boolean made = false;
        try {
            IdempotentRequests.Stored result =
                    new IdempotentRequests.Stored(
                            finish(running.body()),
                            response.getStatus(),
                            response.getHeaderString(HttpHeaders.LOCATION),
                            response.getEntityTag() == null
                                    ? null
                                    : response.getEntityTag().getValue(),
                            json(response));
            made = true;
            return result;
        } finally {
            if (!made) {
                running.execution().rollback();
            }
        }
    }

    private static String json(ContainerResponseContext response) throws JsonProcessingException {
        return response.hasEntity()
                ? JsonProvider.mapper().writeValueAsString(response.getEntity())
                : null;
    }
}
