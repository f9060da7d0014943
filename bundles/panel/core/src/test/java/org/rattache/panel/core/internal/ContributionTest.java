package org.rattache.panel.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.rattache.panel.api.Panel;
import org.rattache.panel.api.Point;

public class ContributionTest {

    private static final String TITLE = "'title': {'fr': 'Domaines', 'en': 'Domains'}";
    private static final String CARD =
            "{'id': 'card', 'point': 'gateway.dashboard.card', 'module': 'card.js', " + TITLE + "}";

    @Rule public final TemporaryFolder folder = new TemporaryFolder();
    private PlugInBundle plugIn;

    @Before
    public void bundle() {
        plugIn = new PlugInBundle(folder.getRoot()).file("ui/card.js", "export default 1;");
    }

    private Contribution of(String json) {
        return Contribution.of(plugIn.manifest(json).bundle());
    }

    private String fault(String json) {
        Contribution contribution = of(json);
        assertEquals(List.of(), contribution.plugIn().panels());
        return contribution.plugIn().fault().orElse("no fault");
    }

    private static String manifest(String panels) {
        return "{'apiVersion': 1, " + TITLE + ", 'panels': [" + panels + "]}";
    }

    @Test
    public void a_bundle_brings_what_its_manifest_says() {
        Contribution contribution =
                of(
                        manifest(
                                CARD
                                        + ", {'id': 'tab', 'point': 'gateway.client.tab', 'module':"
                                        + " 'card.js', 'order': -1, 'for': 'administrators', "
                                        + TITLE
                                        + "}"));
        assertEquals(Optional.empty(), contribution.plugIn().fault());
        assertEquals("Domaines", contribution.plugIn().title().get("fr"));
        Panel first = contribution.plugIn().panels().get(0);
        assertEquals(Point.CLIENT_TAB, first.point());
        assertTrue(first.forAdministrators());
        Panel second = contribution.plugIn().panels().get(1);
        assertEquals("card", second.id());
        assertEquals(Map.of("fr", "Domaines", "en", "Domains"), second.title());
        assertEquals(
                "/ext/com.example.domains/" + contribution.build() + "/card.js", second.module());
    }

    @Test
    public void the_address_of_a_file_changes_with_its_content_and_with_the_version_alone() {
        String build = of(manifest(CARD)).build();
        assertTrue(build, build.matches("1\\.0\\.0-[0-9a-f]{12}"));
        assertEquals(build, of(manifest(CARD)).build());
        plugIn.file("ui/card.js", "export default 2;");
        String other = of(manifest(CARD)).build();
        assertNotEquals(build, other);
        assertEquals(other.replace("1.0.0", "1.1.0"), of110().build());
    }

    private Contribution of110() {
        plugIn.version("1.1.0");
        return of(manifest(CARD));
    }

    @Test
    public void a_file_is_found_below_its_own_build_alone() {
        Contribution contribution = of(manifest(CARD));
        assertTrue(contribution.file(contribution.build(), "/card.js").isPresent());
        assertEquals(Optional.empty(), contribution.file("1.0.0-000000000000", "/card.js"));
        assertEquals(Optional.empty(), contribution.file("", "/card.js"));
        assertEquals(Optional.empty(), contribution.file(contribution.build(), "/other.js"));
    }

    @Test
    public void what_is_wrong_with_a_manifest_is_said_and_nothing_of_it_is_shown() {
        assertTrue(fault("{'apiVersion': 2, " + TITLE + "}").startsWith("apiVersion"));
        assertTrue(fault("{'apiVersion': 1}").startsWith("title"));
        assertTrue(fault(manifest(CARD + "," + CARD)).contains("twice"));
        assertTrue(fault(manifest(CARD.replace("dashboard.card", "nowhere"))).contains("point"));
        assertTrue(fault(manifest(CARD.replace("card.js", "../card.js"))).contains("module"));
        assertTrue(fault(manifest(CARD.replace("card.js", "absent.js"))).contains("module"));
        assertTrue(fault(manifest(CARD.replace("'card',", "'CARD!',"))).contains("no id"));
        assertNotEquals("no fault", fault("no json"));
        assertNotEquals("no fault", fault("[]"));
    }

    @Test
    public void a_manifest_that_is_not_there_is_a_fault() {
        assertTrue(
                Contribution.of(plugIn.bundle())
                        .plugIn()
                        .fault()
                        .orElse("")
                        .contains("Rattache-Ui"));
    }

    @Test
    public void a_schema_that_says_more_than_is_checked_is_refused() {
        String fault =
                fault(
                        "{'apiVersion': 1, "
                                + TITLE
                                + ", 'settings': {'type': 'object', 'properties': {'most': {'type':"
                                + " 'integer', 'title': 'Most', 'multipleOf': 5}}}}");
        assertTrue(fault, fault.contains("multipleOf"));
    }
}
