package org.rattache.panel.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.rattache.panel.api.FirmChoice;
import org.rattache.panel.api.ShownPanel;
import org.rattache.partner.api.AccessFilter;
import org.rattache.partner.api.Reader;
import org.rattache.partner.api.Source;
import org.rattache.platform.api.Actor;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.testkit.TestDatabase;
import org.rattache.plugin.api.PlugIn;
import org.rattache.plugin.api.PlugIns;

/** Who is shown what, with the real tables. */
@RunWith(Parameterized.class)
public class PanelServiceTest {

    private static final String ID = PlugInBundle.ID;
    private static final Actor ADMINISTRATOR = Actor.user("administrator-1");
    private static final String TITLE = "'title': {'fr': 'Domaines', 'en': 'Domains'}";
    private static final String MANIFEST =
            "{'apiVersion': 1, "
                    + TITLE
                    + ", 'settings': {'type': 'object', 'properties': {'most': {'type': 'integer',"
                    + " 'title': 'Most', 'default': 20}}}, 'panels': [{'id': 'card', 'point':"
                    + " 'gateway.dashboard.card', 'module': 'card.js', "
                    + TITLE
                    + "}, {'id': 'secret', 'point': 'gateway.client.tab', 'module': 'card.js',"
                    + " 'for': 'administrators', "
                    + TITLE
                    + "}, {'id': 'home', 'point': 'platform.home.tab', 'module': 'card.js', "
                    + TITLE
                    + "}]}";

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;
    @Rule public final TemporaryFolder folder = new TemporaryFolder();

    private final Set<PlugIn> judged = new HashSet<>();
    private final Set<Source> readable = new HashSet<>();
    private PanelExtender extender;
    private PanelService panels;
    private PanelSwitchService switches;
    private Bundle bundle;

    public PanelServiceTest(TestDatabase.Kind kind) {
        database = new TestDatabase(kind, "panel", "panel", new File("src/main/resources/db"));
    }

    @Before
    public void start() {
        PlugIns gate =
                fake(
                        PlugIns.class,
                        (method, arguments) -> {
                            assertEquals("list", method);
                            return List.copyOf(judged);
                        });
        BundleContext context =
                fake(
                        BundleContext.class,
                        (method, arguments) -> method.equals("getBundles") ? new Bundle[0] : null);
        extender = new PanelExtender(context, gate);
        panels =
                new PanelService(
                        database.transactions(),
                        extender,
                        new AccessFilter() {
                            @Override
                            public Set<Source> readableBy(String space) {
                                return readable;
                            }

                            @Override
                            public Set<Reader> readersOf(String firm, String clientFile) {
                                return Set.of();
                            }
                        });
        switches =
                new PanelSwitchService(
                        database.transactions(),
                        (type, aggregate, firm, actor, data) -> {},
                        extender);
        bundle =
                new PlugInBundle(folder.getRoot())
                        .file("ui/card.js", "export default 1;")
                        .manifest(MANIFEST)
                        .bundle();
        judged.add(PlugInBundle.judged(PlugIn.State.RUNNING, "1.0.0"));
        extender.addingBundle(bundle, null);
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    private static List<String> ids(List<ShownPanel> shown) {
        return shown.stream().map(one -> one.panel().id()).toList();
    }

    @Test
    public void a_panel_is_shown_to_whom_it_is_for() {
        assertEquals(List.of("card"), ids(panels.ofFirm("firm-1", false)));
        assertEquals(List.of("card", "secret"), ids(panels.ofFirm("firm-1", true)));
        assertEquals("no firm has let it see anything", List.of(), ids(panels.ofSpace("space-1")));
        readable.add(new Source("firm-1", "file", "space-1", Optional.empty()));
        assertEquals(List.of("home"), ids(panels.ofSpace("space-1")));
        assertEquals(Map.of(), panels.ofSpace("space-1").get(0).settings());
    }

    @Test
    public void what_stops_is_gone() {
        extender.removedBundle(bundle, null, null);
        assertEquals(List.of(), panels.ofFirm("firm-1", true));
        assertEquals(List.of(), panels.plugIns());
    }

    @Test
    public void what_the_gate_does_not_list_as_running_brings_nothing() {
        for (PlugIn other :
                List.of(
                        PlugInBundle.judged(PlugIn.State.HELD, "1.0.0"),
                        PlugInBundle.judged(PlugIn.State.RUNNING, "2.0.0"))) {
            judged.clear();
            judged.add(other);
            assertEquals(List.of(), panels.plugIns());
            assertEquals(List.of(), panels.ofFirm("firm-1", true));
        }
        judged.clear();
        assertEquals(List.of(), panels.plugIns());
    }

    @Test
    public void a_firm_switches_off_for_itself_alone() {
        String build = panels.ofFirm("firm-1", false).get(0).panel().module().split("/")[3];
        switches.choose("firm-1", ID, 0, false, Optional.empty(), ADMINISTRATOR);
        assertEquals(List.of(), panels.ofFirm("firm-1", true));
        assertEquals(List.of("card"), ids(panels.ofFirm("firm-2", false)));
        assertTrue(panels.file(ID, build, "/card.js").isPresent());
        readable.add(new Source("firm-1", "file", "space-1", Optional.empty()));
        assertEquals(List.of(), panels.ofSpace("space-1"));
        readable.add(new Source("firm-2", "file", "space-1", Optional.empty()));
        assertEquals(List.of("home"), ids(panels.ofSpace("space-1")));
    }

    @Test
    public void the_kill_switch_takes_everything_away() {
        String build = panels.ofFirm("firm-1", false).get(0).panel().module().split("/")[3];
        long version = switches.admit(ID, 0, false, ADMINISTRATOR).version();
        readable.add(new Source("firm-2", "file", "space-1", Optional.empty()));
        assertEquals(List.of(), panels.ofFirm("firm-1", true));
        assertEquals(List.of(), panels.ofSpace("space-1"));
        assertEquals(Optional.empty(), panels.file(ID, build, "/card.js"));
        assertEquals("it is still listed", 1, panels.plugIns().size());
        switches.admit(ID, version, true, ADMINISTRATOR);
        assertEquals(List.of("card"), ids(panels.ofFirm("firm-1", false)));
    }

    @Test
    public void settings_are_of_one_firm_and_are_checked() {
        FirmChoice choice =
                switches.choose(
                        "firm-1", ID, 0, true, Optional.of(Map.of("most", 5)), ADMINISTRATOR);
        assertEquals(Map.of("most", 5), panels.ofFirm("firm-1", false).get(0).settings());
        assertEquals(Map.of("most", 20), panels.ofFirm("firm-2", false).get(0).settings());
        assertThrows(
                DomainException.class,
                () ->
                        switches.choose(
                                "firm-1",
                                ID,
                                choice.version(),
                                true,
                                Optional.of(Map.of("most", "5")),
                                ADMINISTRATOR));
        FirmChoice after =
                switches.choose(
                        "firm-1", ID, choice.version(), false, Optional.empty(), ADMINISTRATOR);
        assertEquals("a switch leaves them as they are", Map.of("most", 5), after.settings());
    }

    @Test
    public void a_decision_about_what_does_not_run_is_kept_and_settings_of_it_are_not_taken() {
        FirmChoice choice =
                switches.choose("firm-1", "absent", 0, false, Optional.empty(), ADMINISTRATOR);
        assertEquals(choice, switches.ofFirm("firm-1", "absent"));
        DomainException refused =
                assertThrows(
                        DomainException.class,
                        () ->
                                switches.choose(
                                        "firm-1",
                                        "absent",
                                        choice.version(),
                                        true,
                                        Optional.of(Map.of("most", 5)),
                                        ADMINISTRATOR));
        assertEquals("plug-in-away", refused.code());
    }

    @Test
    public void who_has_read_something_older_is_refused() {
        switches.choose("firm-1", ID, 0, false, Optional.empty(), ADMINISTRATOR);
        DomainException stale =
                assertThrows(
                        DomainException.class,
                        () ->
                                switches.choose(
                                        "firm-1", ID, 0, true, Optional.empty(), ADMINISTRATOR));
        assertEquals(DomainException.Category.STALE, stale.category());
        assertThrows(DomainException.class, () -> switches.ofFirm("firm-1", "../etc"));
    }
}
