package org.rattache.itests.arrows;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** docs/rest/problems.md names every problem that the sources know, and no other. */
public class ProblemsTest {

    private static final String CODE = "\"([a-z][a-z0-9-]*)\"\\s*[,)]";

    /** How a request as a whole is refused. */
    private static final List<Pattern> REFUSALS =
            List.of(
                    Pattern.compile(
                            "DomainException\\s*\\.(?:conflict|invalid|forbidden|tooMany|unavailable)\\(\\s*"
                                    + CODE),
                    Pattern.compile("new DomainException\\(\\s*[\\w.]+,\\s*" + CODE),
                    Pattern.compile("new BadRequestProblem\\(\\s*" + CODE),
                    Pattern.compile("Problems\\.response\\(\\s*\\w+,\\s*" + CODE),
                    Pattern.compile("new Refuse\\(\\s*\\w+,\\s*" + CODE));

    /** How one field is refused. */
    private static final List<Pattern> FIELDS =
            List.of(
                    Pattern.compile(
                            "(?:violations|Violations\\(\\))\\s*\\.add\\(\\s*[^,;]+,\\s*" + CODE),
                    Pattern.compile("FieldError\\(\\s*[^,;]+,\\s*" + CODE),
                    Pattern.compile("FieldProblem\\(\\s*[^,;]+,\\s*" + CODE));

    @Test
    public void every_problem_of_the_sources_is_explained() throws IOException {
        Set<String> missing = found(REFUSALS);
        missing.addAll(found(FIELDS));
        assertTrue("The patterns find what is there: " + missing, missing.size() > 90);
        missing.removeAll(explained());
        assertEquals(Set.of(), missing);
    }

    @Test
    public void no_problem_is_explained_that_does_not_exist() throws IOException {
        String all = String.join("\n", Sources.main());
        Set<String> invented = explained();
        invented.removeIf(code -> all.contains("\"" + code + "\""));
        // made of the name of a parameter
        invented.removeAll(Set.of("bad-state", "bad-kind"));
        assertEquals(Set.of(), invented);
    }

    private static Set<String> found(List<Pattern> patterns) throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String source : Sources.main()) {
            for (Pattern pattern : patterns) {
                Matcher matcher = pattern.matcher(source);
                while (matcher.find()) {
                    codes.add(matcher.group(1));
                }
            }
        }
        return codes;
    }

    /** The codes in the first column of the tables. */
    private static Set<String> explained() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String line : Sources.page("docs/rest/problems.md").lines().toList()) {
            if (line.startsWith("| `")) {
                Matcher code = Pattern.compile("`([a-z][a-z0-9-]*)`").matcher(line.split("\\|")[1]);
                while (code.find()) {
                    codes.add(code.group(1));
                }
            }
        }
        return codes;
    }
}
