package org.rattache.identity.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.rattache.identity.api.Caller;
import org.rattache.identity.api.Credentials;
import org.rattache.identity.api.FirmRole;
import org.rattache.identity.api.Scope;
import org.rattache.identity.rest.internal.GuardRules.Asked;
import org.rattache.identity.rest.internal.GuardRules.Decision;
import org.rattache.identity.rest.internal.GuardRules.Pass;
import org.rattache.identity.rest.internal.GuardRules.Refuse;

/** Who may send what. The callers: nobody, a person of firm f1 and space s1, tokens of firm f1. */
@RunWith(Parameterized.class)
public class GuardRulesTest {

    private static final String I = "/api/identity/v1";
    private static final String C = "/api/clientfile/v1";
    private static final String L = "/api/linking/v1";
    private static final String P = "/api/partner/v1";
    private static final String D = "/api/document/v1";
    private static final String T = "/api/audit/v1";
    private static final String A = "/api/dashboard/v1";
    private static final String X = "/api/plugin/v1";

    @Parameters(name = "{0} {1} {2}{3} -> {4}")
    public static List<Object[]> table() {
        return List.of(
                // nobody: the public list, and not a step beside it
                row("nobody", "POST", I, "/session", "public"),
                row("nobody", "GET", I, "/session", "401 not-logged-in"),
                row("nobody", "PUT", I, "/session", "401 not-logged-in"),
                row("nobody", "POST", I, "/session/password", "401 not-logged-in"),
                row("nobody", "OPTIONS", I, "/session", "401 not-logged-in"),
                row("nobody", "POST", C, "/session", "401 not-logged-in"),
                row("nobody", "GET", I, "/activations/t", "public"),
                row("nobody", "POST", I, "/activations/t", "public"),
                row("nobody", "HEAD", I, "/activations/t", "public"),
                row("nobody", "DELETE", I, "/activations/t", "401 not-logged-in"),
                row("nobody", "GET", I, "/activations", "401 not-logged-in"),
                row("nobody", "GET", I, "/activations/t/x", "401 not-logged-in"),
                row("nobody", "POST", I, "/password-resets", "public"),
                row("nobody", "GET", I, "/password-resets", "401 not-logged-in"),
                row("nobody", "POST", I, "/password-resets/t", "public"),
                row("nobody", "POST", P, "/link-freezes/t", "public"),
                row("nobody", "GET", P, "/link-freezes/t", "public"),
                row("nobody", "POST", L, "/link-freezes/t", "401 not-logged-in"),
                row("nobody", "GET", X, "/openapi.json", "public"),
                row("nobody", "POST", X, "/openapi.json", "401 not-logged-in"),
                row("nobody", "GET", X, "/firms/openapi.json", "401 not-logged-in"),
                row("nobody", "GET", I, "", "401 not-logged-in"),
                row("nobody", "GET", C, "/nothing", "401 not-logged-in"),
                row("nobody", "GET", C, "/firms/f1/client-files", "401 not-logged-in"),
                // odd paths: a stranger learns nothing, a user finds nothing
                row("nobody", "POST", I, "//session", "401 not-logged-in"),
                row("nobody", "POST", I, "/session/", "401 not-logged-in"),
                row("nobody", "POST", I, "/session;x=1", "401 not-logged-in"),
                row("nobody", "POST", I, "/%73ession", "401 not-logged-in"),
                row("nobody", "GET", I, "/activations/t;x", "401 not-logged-in"),
                row("nobody", "GET", I, "/activations/..", "401 not-logged-in"),
                row("nobody", "GET", I, "/activations/a%2fb", "401 not-logged-in"),
                row("nobody", "GET", X, "/firms/..%2fopenapi.json", "401 not-logged-in"),
                row("nobody", "GET", X, "/x/../openapi.json", "401 not-logged-in"),
                row("person", "GET", C, "//firms/f1/client-files", "404 not-found"),
                row("person", "GET", C, "/firms//f1/client-files", "404 not-found"),
                row("person", "GET", C, "/firms;x/f2/client-files", "404 not-found"),
                row("person", "GET", C, "/firms/f1;x/client-files", "404 not-found"),
                row("person", "GET", C, "/firms/%66%31/client-files", "404 not-found"),
                row("person", "GET", C, "/firms/f1/../f2/client-files", "404 not-found"),
                row("person", "GET", C, "/./firms/f2/client-files", "404 not-found"),
                row("person", "GET", C, "/firms\\f2", "404 not-found"),
                row("person", "GET", C, "/firms/f1/client-files/", "404 not-found"),
                // a person
                row("person", "GET", I, "/session", "person"),
                row("person", "GET", C, "/firms/f1/client-files", "person"),
                row("person", "GET", C, "/firms/f1", "person"),
                row("person", "GET", C, "/firms/f2/client-files", "404 not-found"),
                row("person", "GET", C, "/firms/F1/client-files", "404 not-found"),
                row("person", "GET", C, "/firms/none/client-files", "404 not-found"),
                row("person", "GET", P, "/spaces/s1/requests", "person"),
                row("person", "GET", P, "/spaces/s2/requests", "404 not-found"),
                row("person", "GET", P, "/spaces/f1/requests", "404 not-found"),
                row("person", "GET", C, "/firms/s1/client-files", "404 not-found"),
                row("person", "GET", L, "/strategies", "person"),
                row("person", "GET", X, "/firms/f1/own", "person"),
                row("person", "GET", X, "/firms/f2/own", "404 not-found"),
                row("person", "OPTIONS", C, "/firms/f2/client-files", "404 not-found"),
                // changes need the CSRF token and the own site
                row("person", "POST", C, "/firms/f1/client-files", "403 csrf"),
                row("person", "DELETE", I, "/session", "403 csrf"),
                row("person", "TRACE", C, "/firms/f1/client-files", "403 csrf"),
                row("person+csrf", "POST", C, "/firms/f1/client-files", "person"),
                row("person+csrf", "POST", C, "/firms/f2/client-files", "404 not-found"),
                row("person+csrf", "DELETE", I, "/session", "person"),
                row("foreign page", "POST", C, "/firms/f1/client-files", "403 csrf"),
                row("foreign page", "POST", I, "/session", "403 csrf"),
                row("foreign page", "GET", C, "/firms/f1/client-files", "person"),
                // the first password must be changed first
                row("first log-in", "GET", I, "/session", "person"),
                row("first log-in", "PUT", I, "/session/password", "person"),
                row("first log-in", "GET", I, "/firms", "403 password-change-required"),
                row("first log-in", "GET", X, "/session", "403 password-change-required"),
                row("first log-in", "GET", C, "/firms/f2/x", "403 password-change-required"),
                // API tokens: one firm, by scope, never people's things
                row("token", "GET", C, "/firms/f1/client-files", "token"),
                row("token", "HEAD", C, "/firms/f1/client-files", "token"),
                row("token", "POST", C, "/firms/f1/client-files", "token"),
                row("token", "GET", C, "/firms/f2/client-files", "404 not-found"),
                row("token", "GET", L, "/firms/f1/links", "token"),
                row("token", "GET", L, "/strategies", "token"),
                row("token", "PUT", D, "/firms/f1/client-files/c/sections/s", "token"),
                row("token", "GET", T, "/firms/f1/trail", "token"),
                row("token", "POST", T, "/firms/f1/trail", "403 scope-missing"),
                row("token", "GET", A, "/firms/f1/actions", "token"),
                row("token", "GET", P, "/spaces/s1/requests", "404 not-found"),
                row("token", "GET", P, "/firms/f1/x", "403 scope-missing"),
                row("token", "GET", X, "/firms/f1/own", "403 scope-missing"),
                row("token", "GET", I, "/session", "403 not-for-tokens"),
                row("token", "GET", I, "/firms", "403 not-for-tokens"),
                row("token", "GET", I, "/firms/f1/operators", "403 not-for-tokens"),
                row("token", "POST", I, "/firms/f1/api-tokens", "403 not-for-tokens"),
                row("token", "GET", C, "/firms/%66%31/client-files", "404 not-found"),
                row("reading token", "GET", C, "/firms/f1/client-files", "token"),
                row("reading token", "POST", C, "/firms/f1/client-files", "403 scope-missing"),
                row("reading token", "OPTIONS", C, "/firms/f1/client-files", "403 scope-missing"),
                row("reading token", "GET", L, "/firms/f1/links", "403 scope-missing"),
                row("reading token", "GET", D, "/firms/f1/x", "403 scope-missing"),
                row("reading token", "GET", T, "/firms/f1/trail", "403 scope-missing"),
                row("reading token", "GET", A, "/firms/f1/actions", "token"),
                // a bad token is not made good by a cookie
                row("bad token", "GET", I, "/session", "401 not-logged-in"),
                row("bad cookie", "GET", I, "/session", "401 not-logged-in"));
    }

    private static Object[] row(String who, String method, String base, String path, String what) {
        return new Object[] {who, method, base, path, what};
    }

    @Parameter(0)
    public String who;

    @Parameter(1)
    public String method;

    @Parameter(2)
    public String base;

    @Parameter(3)
    public String path;

    @Parameter(4)
    public String expected;

    private static final Caller PERSON =
            new Caller(
                    Caller.Kind.USER,
                    "u1",
                    false,
                    Map.of("f1", FirmRole.OPERATOR),
                    Set.of("s1"),
                    EnumSet.allOf(Scope.class));

    private static Caller token(Set<Scope> scopes) {
        return new Caller(
                Caller.Kind.API_TOKEN,
                "t1",
                false,
                Map.of("f1", FirmRole.OPERATOR),
                Set.of(),
                scopes);
    }

    private static final class FakeCredentials implements Credentials {
        @Override
        public Optional<LiveSession> bySession(String token, Tenant tenant) {
            return switch (token) {
                case "good" -> Optional.of(new LiveSession(PERSON, false));
                case "first" -> Optional.of(new LiveSession(PERSON, true));
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<Caller> byApiToken(String token) {
            return switch (token) {
                case "all" -> Optional.of(token(EnumSet.allOf(Scope.class)));
                case "read" -> Optional.of(token(Set.of(Scope.CLIENT_FILES_READ)));
                default -> Optional.empty();
            };
        }
    }

    private Asked asked() {
        Optional<RequestPath> parsed = RequestPath.parse(base, base + path);
        Optional<String> none = Optional.empty();
        Optional<String> good = Optional.of("good");
        return switch (who) {
            case "nobody" -> new Asked(method, parsed, none, none, false, true);
            case "person" -> new Asked(method, parsed, none, good, false, true);
            case "person+csrf" -> new Asked(method, parsed, none, good, true, true);
            case "foreign page" -> new Asked(method, parsed, none, good, true, false);
            case "first log-in" ->
                    new Asked(method, parsed, none, Optional.of("first"), true, true);
            case "token" -> new Asked(method, parsed, Optional.of("all"), none, false, true);
            case "reading token" ->
                    new Asked(method, parsed, Optional.of("read"), good, true, true);
            case "bad token" -> new Asked(method, parsed, Optional.of("?"), good, true, true);
            case "bad cookie" -> new Asked(method, parsed, none, Optional.of("?"), true, true);
            default -> throw new IllegalArgumentException(who);
        };
    }

    @Test
    public void decides() {
        Decision decision = new GuardRules(new FakeCredentials()).decide(asked());
        assertEquals(expected, describe(decision));
    }

    private static String describe(Decision decision) {
        if (decision instanceof Refuse refuse) {
            return refuse.status() + " " + refuse.code();
        }
        assertTrue(decision instanceof Pass);
        return ((Pass) decision)
                .caller()
                .map(caller -> caller.kind() == Caller.Kind.USER ? "person" : "token")
                .orElse("public");
    }
}
