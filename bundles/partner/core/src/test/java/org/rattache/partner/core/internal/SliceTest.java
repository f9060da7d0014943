package org.rattache.partner.core.internal;

import static org.junit.Assert.assertThrows;

import java.io.File;
import org.junit.Assert;
import org.junit.Before;
import org.junit.Rule;
import org.junit.function.ThrowingRunnable;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.rattache.platform.api.DomainException;
import org.rattache.platform.testkit.TestDatabase;

/** A test on every database there is. */
@RunWith(Parameterized.class)
public abstract class SliceTest {

    @Parameterized.Parameters(name = "{0}")
    public static Iterable<TestDatabase.Kind> databases() {
        return TestDatabase.kinds();
    }

    @Rule public final TestDatabase database;
    World world;

    SliceTest(TestDatabase.Kind kind) {
        database = new TestDatabase(kind, "partner", "partner", new File("src/main/resources/db"));
    }

    @Before
    public void begin() {
        world = new World(database.transactions());
    }

    static DomainException refused(String code, ThrowingRunnable work) {
        DomainException refusal = assertThrows(DomainException.class, work);
        Assert.assertEquals(refusal.detail(), code, refusal.code());
        return refusal;
    }

    static boolean full() {
        return "full".equals(System.getProperty("rattache.size"));
    }
}
