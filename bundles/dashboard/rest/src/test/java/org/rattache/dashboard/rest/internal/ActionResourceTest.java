package org.rattache.dashboard.rest.internal;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;
import org.rattache.dashboard.api.Action;
import org.rattache.dashboard.api.Dashboard;

public final class ActionResourceTest {

    @Test
    public void g7_the_actions_of_the_firm_of_the_path_and_the_missing_sources_are_told() {
        ActionResource resource =
                new ActionResource(
                        firm ->
                                new Dashboard.Overview(
                                        List.of(new Action("clients-to-link", 3, "/api/" + firm)),
                                        List.of("org.example.late")));
        assertEquals(
                new ActionsBody(
                        List.of(new ActionsBody.Item("clients-to-link", 3, "/api/firm-1")),
                        List.of("org.example.late")),
                resource.list("firm-1"));
    }
}
