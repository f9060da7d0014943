package org.rattache.identity.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.identity.api.OwnDetails.Details;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.api.DomainException.Category;
import org.rattache.platform.testkit.TestDatabase;

@RunWith(Parameterized.class)
public final class OwnDetailsTest {

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;
    @Rule public final TemporaryFolder folder = new TemporaryFolder();
    private Fixture fixture;
    private DatabaseOwnDetails details;
    private String user;

    public OwnDetailsTest(TestDatabase.Kind kind) {
        database = Fixture.database(kind);
    }

    @Before
    public void begin() {
        fixture = new Fixture(database, folder.getRoot().toPath());
        details = new DatabaseOwnDetails(fixture.transactions, fixture.events);
        user = fixture.firm("BATIE", "ada@example.org").administrator().person().id();
        fixture.published.clear();
    }

    @Test
    public void a_name_and_a_language_change_and_the_event_does_not_say_them() {
        Details before = details.of(user);
        assertEquals("fr", before.language());
        Details after = details.change(user, before.version(), " Ada Lovelace ", "en");
        assertEquals("Ada Lovelace", after.name());
        assertEquals("en", after.language());
        assertEquals(after, details.of(user));
        assertEquals("Ada Lovelace", fixture.sessions.profile(user).orElseThrow().person().name());
        assertEquals(List.of("identity.details-changed"), fixture.types());
        assertEquals(Map.of("user", user), fixture.published.get(0).data());
    }

    @Test
    public void g12_of_two_changes_of_the_same_version_the_second_is_stale() {
        Details before = details.of(user);
        details.change(user, before.version(), "Ada", "en");
        assertEquals(
                Category.STALE,
                assertThrows(
                                DomainException.class,
                                () -> details.change(user, before.version(), "Eva", "fr"))
                        .category());
        assertEquals("Ada", details.of(user).name());
    }

    @Test
    public void what_is_no_name_and_no_language_is_refused_and_so_is_nobody() {
        DomainException refusal =
                assertThrows(
                        DomainException.class,
                        () -> details.change(user, details.of(user).version(), " ", "de"));
        assertEquals(
                List.of("/name", "/language"),
                refusal.errors().stream().map(DomainException.FieldError::pointer).toList());
        assertEquals(
                "not-found",
                assertThrows(DomainException.class, () -> details.of("nobody")).code());
        assertEquals(List.of(), fixture.types());
    }
}
