package org.rattache.plugin.core.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.platform.testkit.TestDatabase;
import org.rattache.plugin.api.Fact;

@RunWith(Parameterized.class)
public class ToldTest {

    @Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;

    private final Told told = new Told();

    public ToldTest(TestDatabase.Kind kind) {
        database = new TestDatabase(kind, null, "plugin", new File("src/main/resources/db"));
    }

    @Test
    public void each_journal_is_told_from_its_beginning_and_in_order() throws SQLException {
        try (Connection connection = database.connection()) {
            assertEquals(0, told.number(connection, "one"));
            assertTrue(told.advance(connection, "one", 1));
            assertTrue(told.advance(connection, "one", 2));
            assertTrue(told.advance(connection, "other", 1));

            assertEquals(2, told.number(connection, "one"));
            assertEquals(1, told.number(connection, "other"));
        }
    }

    @Test
    public void a_fact_that_was_told_is_not_told_again_and_none_is_left_out() throws SQLException {
        try (Connection connection = database.connection()) {
            told.advance(connection, "one", 1);
            told.advance(connection, "one", 2);

            assertFalse(told.advance(connection, "one", 2));
            assertFalse(told.advance(connection, "one", 4));
            assertEquals(2, told.number(connection, "one"));
        }
    }

    @Test
    public void the_type_of_an_event_is_the_kind_of_the_fact() {
        assertEquals(
                "plugin.key-trusted",
                JournalReader.type(new Fact(1, Instant.EPOCH, Fact.Kind.KEY_TRUSTED, Map.of())));
    }
}
