package org.rattache.platform.http.internal;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URL;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.jaxrs.runtime.JaxrsServiceRuntime;
import org.osgi.service.jaxrs.runtime.dto.ApplicationDTO;
import org.osgi.service.jaxrs.runtime.dto.ResourceDTO;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.rattache.platform.api.ServerStatus;

/**
 * Says what is still missing. A module is there when none of its components waits for a service,
 * when its JAX-RS application is served with every resource that was registered for it, and when it
 * really answers: the whiteboard lists an application a moment before CXF knows it.
 */
@Component(service = {Readiness.class, ServerStatus.class})
@Designate(ocd = Readiness.Configuration.class)
public final class Readiness implements ServerStatus {

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
            "dashboard",
            "panel"
        };
    }

    private static final String OURS = "org.rattache.";

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final List<String> modules;
    private volatile DataSource dataSource;
    private volatile ServiceReference<JaxrsServiceRuntime> runtime;
    private volatile Served lastServed = Served.NOTHING;
    private volatile Served answered;

    @Activate
    public Readiness(
            BundleContext context,
            @Reference ServiceComponentRuntime components,
            Configuration configuration) {
        this.context = context;
        this.components = components;
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
    void setRuntime(ServiceReference<JaxrsServiceRuntime> reference) {
        runtime = reference;
    }

    void unsetRuntime(ServiceReference<JaxrsServiceRuntime> reference) {
        if (reference.equals(runtime)) {
            runtime = null;
        }
    }

    /** The modules without which Rattache is not ready. */
    List<String> modules() {
        return modules;
    }

    @Override
    public NavigableSet<String> missing() {
        return missing(Optional.empty());
    }

    /**
     * The names of what is missing; empty when Rattache is ready. While whole applications are, as
     * for most of a start, nothing else is looked at: whoever waits for the start asks often.
     *
     * @param self where this server listens; empty when it cannot be asked there
     */
    NavigableSet<String> missing(Optional<InetSocketAddress> self) {
        NavigableSet<String> missing = missingApplications(served());
        if (missing.isEmpty()) {
            missing = missingModules(self);
        }
        if (!databaseAnswers()) {
            missing.add("database");
        }
        return missing;
    }

    /** The modules that are missing, by what the whiteboard lists. */
    NavigableSet<String> missingModules() {
        return missingModules(Optional.empty());
    }

    private NavigableSet<String> missingModules(Optional<InetSocketAddress> self) {
        Served served = served();
        NavigableSet<String> missing = missingApplications(served);
        resources().stream()
                .filter(
                        resource ->
                                !served.resources.contains(
                                        resource.getProperty(Constants.SERVICE_ID)))
                .forEach(resource -> missing.add(module(resource.getBundle().getSymbolicName())));
        waitingBundles().forEach(bundle -> missing.add(module(bundle)));
        if (missing.isEmpty() && self.isPresent() && !served.equals(answered)) {
            modules.stream().filter(module -> !answers(self.get(), module)).forEach(missing::add);
            answered = missing.isEmpty() ? served : null;
        }
        return missing;
    }

    private NavigableSet<String> missingApplications(Served served) {
        return modules.stream()
                .filter(module -> !served.applications.contains("rattache." + module))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What the whiteboard serves. It counts its own changes, and is asked again when it has counted
     * one: that costs it milliseconds.
     */
    private Served served() {
        ServiceReference<JaxrsServiceRuntime> reference = runtime;
        if (reference == null) {
            return Served.NOTHING;
        }
        Served last = lastServed;
        Object changes = reference.getProperty("service.changecount");
        if (reference.equals(last.runtime) && last.changes.equals(changes)) {
            return last;
        }
        Optional<ApplicationDTO[]> applications = applications(reference);
        if (applications.isEmpty()) {
            return Served.NOTHING;
        }
        Served now = Served.of(reference, changes, applications.get());
        lastServed = now;
        return now;
    }

    /**
     * What was served after a change of the whiteboard.
     *
     * @param runtime the whiteboard
     * @param changes its count
     * @param applications their names
     * @param resources their service ids
     */
    private record Served(
            ServiceReference<JaxrsServiceRuntime> runtime,
            Object changes,
            Set<String> applications,
            Set<Long> resources) {

        private static final Served NOTHING = new Served(null, "none", Set.of(), Set.of());

        private static Served of(
                ServiceReference<JaxrsServiceRuntime> runtime,
                Object changes,
                ApplicationDTO... applications) {
            Set<String> names = new HashSet<>();
            Set<Long> resources = new HashSet<>();
            for (ApplicationDTO application : applications) {
                names.add(application.name);
                for (ResourceDTO resource : application.resourceDTOs) {
                    resources.add(resource.serviceId);
                }
            }
            return new Served(runtime, changes, names, resources);
        }
    }

    /** Empty when the whiteboard cannot say at this moment. */
    private Optional<ApplicationDTO[]> applications(
            ServiceReference<JaxrsServiceRuntime> reference) {
        JaxrsServiceRuntime service = context.getService(reference);
        if (service == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(service.getRuntimeDTO().applicationDTOs);
        } catch (NullPointerException e) {
            // Aries trips over a service of its own that comes or goes
            return Optional.empty();
        } finally {
            context.ungetService(reference);
        }
    }

    /** Whether a module's guard turns away a caller who says nothing of himself. */
    private static boolean answers(InetSocketAddress self, String module) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            new URL(
                                            "http",
                                            self.getAddress().getHostAddress(),
                                            self.getPort(),
                                            "/api/" + module + "/v1/")
                                    .openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(2_000);
            return connection.getResponseCode() == HttpURLConnection.HTTP_UNAUTHORIZED;
        } catch (IOException e) {
            return false;
        }
    }

    private Collection<ServiceReference<?>> resources() {
        try {
            ServiceReference<?>[] references =
                    context.getAllServiceReferences(null, "(osgi.jaxrs.resource=true)");
            return references == null
                    ? List.of()
                    : Stream.of(references)
                            .filter(reference -> isOurs(reference.getBundle()))
                            .collect(Collectors.toList());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Our bundles of which a component waits for a service of another, or for its work at the
     * start.
     */
    private Set<String> waitingBundles() {
        Bundle[] ours =
                Stream.of(context.getBundles()).filter(Readiness::isOurs).toArray(Bundle[]::new);
        return components.getComponentDescriptionDTOs(ours).stream()
                .flatMap(
                        description ->
                                components.getComponentConfigurationDTOs(description).stream())
                .filter(Readiness::waits)
                .map(configuration -> configuration.description.bundle.symbolicName)
                .collect(Collectors.toSet());
    }

    private static boolean waits(ComponentConfigurationDTO configuration) {
        return configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE
                || (configuration.description.immediate
                        && configuration.state != ComponentConfigurationDTO.ACTIVE);
    }

    private static boolean isOurs(Bundle bundle) {
        return bundle != null && bundle.getSymbolicName().startsWith(OURS);
    }

    private static String module(String bundle) {
        return bundle.substring(OURS.length()).replaceFirst("\\..*", "");
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
