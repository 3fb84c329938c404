package dev.overt.tool;

import dev.overt.collector.store.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The demo's steps, in the order in which a newcomer understands them. */
final class DemoStory {
    private static final int ARRIVAL_TIMEOUT_MILLIS = 30_000;
    private static final String ARRIVED = """
            select event, outcome, events from (
              select 'cli_first_run' as event, install_method as outcome, count(*) as events
                from initrunner.cli_first_run group by all
              union all
              select 'cli_command', command || ' → ' || status || coalesce(' (' || error_kind || ')', ''), count(*)
                from initrunner.cli_command group by all)
            order by event desc, outcome""";
    private static final String REFUSED = """
            select event, what, why, sum(times)::bigint as times from (
              select event, 'the whole event' as what, reason as why, 1 as times from overt.quarantine
                where product = 'initrunner'
              union all
              select event, 'property ' || property, reason, count from overt.drops
                where product = 'initrunner' and reason <> 'client_metadata')
            group by all order by event, what""";

    private final PrintWriter out;
    private final CollectorProcess collector;
    private final DemoTool tool;

    DemoStory(PrintWriter out, CollectorProcess collector, DemoTool tool) {
        this.out = out;
        this.collector = collector;
        this.tool = tool;
    }

    void tell() throws IOException, InterruptedException {
        step("A person runs a command-line tool for the first time. It asks, once, and they accept.");
        tool.run("doctor");
        step("They work on. Each command appends one line to a file; none of them touches the network.");
        tool.run("new helper");
        tool.run("run helper.role");
        tool.run("run missing.role");
        step("They look at what a command would send. This sends nothing.");
        tool.run(Map.of("INITRUNNER_TELEMETRY_DEBUG", "1"), "doctor");
        step("They switch it off for one command. Nothing is recorded.");
        tool.run(Map.of("DO_NOT_TRACK", "1"), "run helper.role");
        step("A detached process delivers what was recorded, at most once an hour. To see it now:");
        tool.run("telemetry upload");
        step("Somebody sends what the manifest does not declare: a property, and a whole event.");
        sendUndeclared();
        show("What arrived", ARRIVED, awaitArrival());
        show(
                "What was refused, by reason and never with its values",
                REFUSED,
                collector.data().query(REFUSED));
        out.println("See it on the collector's page: " + collector.address());
        out.println("There you find as well a year of generated data, of a tool that does not exist: Lantern.");
        out.println();
        out.flush();
    }

    private void step(String sentence) {
        out.println();
        out.println("■ " + sentence);
        out.println();
        out.flush();
    }

    private void sendUndeclared() throws IOException {
        String body = """
                {"api_key":"%s","batch":[
                {"event":"cli_first_run","distinct_id":"3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b","properties":{"os":"Linux",
                 "python_version":"3.12","initrunner_version":"2026.8.10","install_method":"pipx","hostname":"my-laptop"}},
                {"event":"prompt_text","distinct_id":"3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b","properties":{"prompt":"a secret"}}]}""".formatted(collector.writeKey("initrunner"));
        HttpURLConnection request = (HttpURLConnection)
                URI.create(collector.address()).resolve("/batch/").toURL().openConnection();
        request.setDoOutput(true);
        request.setRequestProperty("Content-Type", "application/json");
        try (OutputStream stream = request.getOutputStream()) {
            stream.write(body.getBytes(StandardCharsets.UTF_8));
        }
        out.println("   POST /batch/  a PostHog client's request, with `hostname` and `prompt_text`");
        out.println("     answered " + request.getResponseCode());
    }

    /** The rows of {@link #ARRIVED} once the uploader has delivered the tool's five events and the one sent by hand. */
    private Table awaitArrival() throws InterruptedException {
        long deadline = System.nanoTime() + ARRIVAL_TIMEOUT_MILLIS * 1_000_000L;
        Table table = collector.data().query(ARRIVED);
        while (events(table) < 6 && System.nanoTime() < deadline) {
            Thread.sleep(100);
            table = collector.data().query(ARRIVED);
        }
        if (events(table) < 6) {
            throw new Refusal("only " + events(table) + " of 6 events arrived within " + ARRIVAL_TIMEOUT_MILLIS / 1000
                    + " s, which should not happen; please report it with the output above");
        }
        return table;
    }

    private static long events(Table table) {
        return table.rows().stream()
                .mapToLong(row -> row.get(2) instanceof Number number ? number.longValue() : 0)
                .sum();
    }

    private void show(String title, String sql, Table table) {
        step(title + ":");
        out.println("   $ overt sql \"" + sql.lines().findFirst().orElse("").strip() + " …\"");
        new TableText(table).aligned().lines().forEach(line -> out.println("     " + line));
        out.println();
    }
}
