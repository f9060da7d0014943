package org.rattache.identity.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.identity.api.Credentials.Tenant;
import org.rattache.identity.api.Sessions;
import org.rattache.platform.testkit.TestDatabase;

@RunWith(Parameterized.class)
public class FirstStartTest {

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;
    @Rule public final TemporaryFolder folder = new TemporaryFolder();
    private Fixture fixture;

    public FirstStartTest(TestDatabase.Kind kind) {
        database = Fixture.database(kind);
    }

    @Before
    public void setUp() {
        fixture = new Fixture(database, folder.getRoot().toPath());
    }

    private void start() {
        new FirstStart(
                fixture.transactions,
                fixture.settings,
                fixture.passwords,
                fixture.events,
                fixture.file);
    }

    private String passwordInFile() throws Exception {
        return Files.readAllLines(fixture.file.path()).get(1).replace("one-time password: ", "");
    }

    @Test
    public void the_first_start_makes_one_administrator_who_must_change_his_password()
            throws Exception {
        start();
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(fixture.file.path())));
        Sessions.Opened opened =
                fixture.sessions
                        .logIn("chef@example.fr", passwordInFile(), Fixture.ADDRESS)
                        .orElseThrow();
        assertTrue(opened.profile().systemAdministrator());
        assertTrue(opened.profile().mustChangePassword());
        assertTrue(
                fixture.credentials
                        .bySession(opened.token(), Tenant.NONE)
                        .orElseThrow()
                        .mustChangePassword());

        Sessions.Opened changed =
                fixture.sessions.changePassword(
                        opened.profile().person().id(),
                        passwordInFile(),
                        Fixture.PASSWORD,
                        Fixture.ADDRESS);
        assertFalse(changed.profile().mustChangePassword());
        assertFalse(Files.exists(fixture.file.path()));
    }

    @Test
    public void a_second_start_makes_no_other_and_keeps_the_file_until_the_change()
            throws Exception {
        start();
        String password = passwordInFile();
        start();
        assertEquals(password, passwordInFile());
        assertEquals(
                1L,
                (long)
                        fixture.transactions.call(
                                em -> Sql.count(em, "SELECT COUNT(*) FROM idn_user")));
    }

    @Test
    public void a_start_after_the_change_removes_a_file_that_was_left() throws Exception {
        start();
        Sessions.Opened opened =
                fixture.sessions
                        .logIn("chef@example.fr", passwordInFile(), Fixture.ADDRESS)
                        .orElseThrow();
        fixture.sessions.changePassword(
                opened.profile().person().id(),
                passwordInFile(),
                Fixture.PASSWORD,
                Fixture.ADDRESS);
        Files.writeString(fixture.file.path(), "left behind by a crash");
        start();
        assertFalse(Files.exists(fixture.file.path()));
    }
}
