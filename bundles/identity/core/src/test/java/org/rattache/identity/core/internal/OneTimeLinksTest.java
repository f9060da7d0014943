package org.rattache.identity.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.identity.api.OneTimeLinks.Purpose;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.testkit.TestDatabase;

@RunWith(Parameterized.class)
public class OneTimeLinksTest {

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;
    @Rule public final TemporaryFolder folder = new TemporaryFolder();
    private Fixture fixture;

    public OneTimeLinksTest(TestDatabase.Kind kind) {
        database = Fixture.database(kind);
    }

    @Before
    public void setUp() {
        fixture = new Fixture(database, folder.getRoot().toPath());
    }

    private String issue() {
        return fixture.links.issue(
                Purpose.LINK_FREEZE, Map.of("firm", "f1", "clientFile", "c1"), Duration.ofHours(1));
    }

    @Test
    public void of_fifty_uses_at_the_same_moment_one_succeeds() throws Exception {
        String token = issue();
        List<Boolean> won =
                Fixture.parallel(
                        50,
                        () -> {
                            try {
                                fixture.links.consume(Purpose.LINK_FREEZE, token);
                                return true;
                            } catch (DomainException e) {
                                assertEquals(DomainException.Category.NOT_FOUND, e.category());
                                return false;
                            }
                        });
        assertEquals(1, won.stream().filter(w -> w).count());
    }

    @Test
    public void looking_at_a_link_does_not_use_it() {
        String token = issue();
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    Optional.of(Map.of("firm", "f1", "clientFile", "c1")),
                    fixture.links.peek(Purpose.LINK_FREEZE, token));
        }
        assertEquals("f1", fixture.links.consume(Purpose.LINK_FREEZE, token).get("firm"));
        assertTrue(fixture.links.peek(Purpose.LINK_FREEZE, token).isEmpty());
    }

    @Test
    public void a_link_is_worth_nothing_for_another_purpose_and_nothing_after_its_end() {
        String token = issue();
        assertTrue(fixture.links.peek(Purpose.PASSWORD_RESET, token).isEmpty());
        assertThrows(DomainException.class, () -> fixture.links.consume(Purpose.ACTIVATION, token));
        fixture.clock.forward(Duration.ofHours(1));
        assertTrue(fixture.links.peek(Purpose.LINK_FREEZE, token).isEmpty());
        assertThrows(
                DomainException.class, () -> fixture.links.consume(Purpose.LINK_FREEZE, token));
    }

    @Test
    public void a_use_that_is_undone_leaves_the_link_usable() {
        String token = issue();
        assertThrows(
                IllegalStateException.class,
                () ->
                        fixture.transactions.run(
                                em -> {
                                    fixture.links.consume(Purpose.LINK_FREEZE, token);
                                    throw new IllegalStateException("the rest failed");
                                }));
        assertTrue(fixture.links.peek(Purpose.LINK_FREEZE, token).isPresent());
    }

    @Test
    public void the_token_is_not_in_the_database() {
        String token = issue();
        long found =
                fixture.transactions.call(
                        em ->
                                Sql.count(
                                        em,
                                        "SELECT COUNT(*) FROM idn_link WHERE token_hash = ?1",
                                        token));
        assertEquals(0, found);
        assertEquals(43, token.length());
    }
}
