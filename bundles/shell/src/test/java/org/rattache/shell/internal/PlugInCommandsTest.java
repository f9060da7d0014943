package org.rattache.shell.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.rattache.plugin.api.PlugIn;
import org.rattache.plugin.api.PlugIn.State;
import org.rattache.plugin.api.PlugIns;
import org.rattache.plugin.api.Verdict;

public final class PlugInCommandsTest {

    @Rule public final TemporaryFolder base = new TemporaryFolder();

    private final List<PlugIn> list = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<List<Object>> calls = new ArrayList<>();
    private boolean development;
    private Verdict verdict;

    private final PlugIns plugIns =
            Typed.fake(
                    PlugIns.class,
                    (proxy, method, arguments) ->
                            switch (method.getName()) {
                                case "list" -> list;
                                case "keys" -> keys;
                                case "development" -> development;
                                case "verify" -> called(arguments, verdict);
                                case "approve", "revoke" -> called(arguments, "abc123");
                                case "trust" -> called(arguments, "vendor");
                                default -> throw new AssertionError(method);
                            });

    private Object called(Object[] arguments, Object answer) {
        calls.add(Arrays.asList(arguments));
        return answer;
    }

    private static PlugIn plugIn(String name, State state, String running, String toDo) {
        return new PlugIn(
                name,
                Optional.of("com.example"),
                Optional.of("1.1.0"),
                Optional.of("abc123"),
                state,
                Optional.ofNullable(running),
                "nobody has approved it",
                Optional.ofNullable(toDo));
    }

    private String run(Action command) throws Exception {
        return Typed.run(Typed.with(command, "plugIns", plugIns));
    }

    private String runByAdmin(Action command, String field, String argument) throws Exception {
        Typed.with(command, "session", Typed.session("admin"));
        return run(Typed.with(command, field, argument));
    }

    @Test
    public void the_list_says_what_is_held_why_and_what_to_do() throws Exception {
        list.add(plugIn("strategy.jar", State.HELD, "1.0.0", "rattache:plugin-approve"));
        keys.add("vendor");

        assertEquals(
                List.of(
                        "strategy.jar  HELD  com.example 1.1.0",
                        "    the version before runs: 1.0.0",
                        "    SHA-256 abc123",
                        "    why: nobody has approved it",
                        "    to do: rattache:plugin-approve",
                        "Trusted keys: vendor"),
                run(new PlugInListCommand()).lines().toList());
    }

    @Test
    public void an_empty_list_and_development_mode_are_said() throws Exception {
        development = true;

        assertEquals(
                List.of(
                        "DEVELOPMENT MODE: every plug-in is approved by itself.",
                        "No plug-in is installed or held."),
                run(new PlugInListCommand()).lines().toList());
    }

    @Test
    public void approving_revoking_and_trusting_tell_who_did_it() throws Exception {
        assertEquals(
                "Approved: abc123",
                runByAdmin(new PlugInApproveCommand(), "plugIn", "strategy.jar"));
        assertEquals(
                "Revoked: abc123", runByAdmin(new PlugInRevokeCommand(), "what", "strategy.jar"));
        assertEquals(
                "Trusted key: vendor",
                runByAdmin(new PlugInTrustCommand(), "certificate", "/tmp/vendor.pem"));

        assertEquals(
                List.of(
                        List.of("strategy.jar", "shell:admin"),
                        List.of("strategy.jar", "shell:admin"),
                        List.of(Path.of("/tmp/vendor.pem"), "shell:admin")),
                calls);
    }

    @Test
    public void a_jar_is_verified_where_it_is_or_in_the_folder() throws Exception {
        Path inFolder = base.newFolder("deploy").toPath().resolve("here.jar");
        assertTrue(inFolder.toFile().createNewFile());
        String before = System.getProperty("karaf.base");
        System.setProperty("karaf.base", base.getRoot().toString());
        try {
            verdict =
                    new Verdict(
                            Optional.of("com.example"),
                            Optional.of("1.0.0"),
                            "abc123",
                            true,
                            "it is approved",
                            List.of());
            assertEquals(
                    List.of(
                            "com.example 1.0.0",
                            "SHA-256 abc123",
                            "trusted: it is approved",
                            "It would be installed."),
                    run(Typed.with(new PlugInVerifyCommand(), "jar", "here.jar")).lines().toList());

            verdict =
                    new Verdict(
                            Optional.empty(),
                            Optional.empty(),
                            "abc123",
                            false,
                            "nobody has approved it",
                            List.of("it is no bundle"));
            assertEquals(
                    List.of(
                            "no bundle ",
                            "SHA-256 abc123",
                            "not trusted: nobody has approved it",
                            "against the rules: it is no bundle",
                            "It would be held, not installed."),
                    run(Typed.with(new PlugInVerifyCommand(), "jar", "/else/where.jar"))
                            .lines()
                            .toList());
        } finally {
            if (before == null) {
                System.clearProperty("karaf.base");
            } else {
                System.setProperty("karaf.base", before);
            }
        }
        assertEquals(List.of(List.of(inFolder), List.of(Path.of("/else/where.jar"))), calls);
    }

    @Test
    public void tab_offers_what_is_held_for_approval_and_what_is_trusted_for_revocation()
            throws Exception {
        list.add(plugIn("held.jar", State.HELD, null, null));
        list.add(plugIn("runs.jar", State.RUNNING, "1.1.0", null));
        keys.add("vendor");

        assertEquals(
                List.of("held.jar"),
                Typed.offered(Typed.with(new HeldCompleter(), "plugIns", plugIns), ""));
        assertEquals(
                List.of("runs.jar", "vendor"),
                Typed.offered(Typed.with(new TrustedCompleter(), "plugIns", plugIns), ""));
    }
}
