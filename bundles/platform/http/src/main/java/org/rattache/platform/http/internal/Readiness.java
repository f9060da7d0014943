package org.rattache.platform.http.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jaxrs.runtime.JaxrsServiceRuntime;
import org.osgi.service.jaxrs.runtime.dto.ApplicationDTO;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Says what is still missing. A module is there when its JAX-RS application is served with at least
 * one resource; that implies its guard, its services and its tables, since it waits for all of
 * them.
 */
@Component(service = Readiness.class)
@Designate(ocd = Readiness.Configuration.class)
public final class Readiness {

    /** Configuration PID org.rattache.platform.http.internal.Readiness. */
    @ObjectClassDefinition(name = "Rattache: readiness")
    @interface Configuration {

        /** The modules without which Rattache is not ready. */
        @AttributeDefinition
        String[] modules() default {
            "identity",
            "clientfile",
            "linking",
            "partner",
            "document",
            "audit",
            "notification",
            "dashboard"
        };
    }

    private final List<String> modules;
    private volatile DataSource dataSource;
    private volatile JaxrsServiceRuntime runtime;

    @Activate
    public Readiness(Configuration configuration) {
        this.modules = List.of(configuration.modules());
    }

    // Dynamic and optional: this component has to answer precisely while these are away.
    @Reference(
            target = "(osgi.jndi.service.name=rattache)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setDataSource(DataSource service) {
        dataSource = service;
    }

    void unsetDataSource(DataSource service) {
        if (service.equals(dataSource)) {
            dataSource = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setRuntime(JaxrsServiceRuntime service) {
        runtime = service;
    }

    void unsetRuntime(JaxrsServiceRuntime service) {
        if (service.equals(runtime)) {
            runtime = null;
        }
    }

    /** The names of what is missing; empty when Rattache is ready. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!databaseAnswers()) {
            missing.add("database");
        }
        Map<String, ApplicationDTO> served = served();
        for (String module : modules) {
            ApplicationDTO application = served.get("rattache." + module);
            if (application == null || application.resourceDTOs.length == 0) {
                missing.add(module);
            }
        }
        return missing;
    }

    private Map<String, ApplicationDTO> served() {
        return Optional.ofNullable(runtime)
                .map(
                        service ->
                                Stream.of(service.getRuntimeDTO().applicationDTOs)
                                        .collect(
                                                Collectors.toMap(
                                                        dto -> dto.name,
                                                        dto -> dto,
                                                        (first, second) -> first)))
                .orElse(Map.of());
    }

    private boolean databaseAnswers() {
        DataSource source = dataSource;
        if (source == null) {
            return false;
        }
        try (Connection connection = source.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }
}
