package dev.overt.examples.initrunner;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pages of the dashboard, as HTML.
 *
 * @param folder whose role files are shown
 * @param collector where the pages may send, with its write key; empty where they may send nothing
 */
record DashboardPages(Path folder, String collector) {
    private static final String ENDING = ".role";
    private static final Map<String, String> MENU_TITLES =
            Map.of("/", "Overview", "/agents", "Agents", "/flows", "Flows", "/runs", "Runs", "/settings", "Settings");
    private static final List<String> MENU = List.of("/", "/agents", "/flows", "/runs", "/settings");
    /** The page at {@code path}, if there is one. */
    Optional<String> at(String path) {
        return switch (path) {
            case "/" -> Optional.of(page(path, "Overview", overview()));
            case "/agents" -> Optional.of(page(path, "Agents", agents()));
            case "/flows" -> Optional.of(page(path, "Flows", flows()));
            case "/runs" -> Optional.of(page(path, "Runs", runs()));
            case "/settings" -> Optional.of(page(path, "Settings", settings()));
            default -> agent(path);
        };
    }

    /** The page for an address that there is none at. */
    String missing() {
        return page("", "Nothing here", "<p>There is no such page. The menu has those that there are.</p>");
    }

    /** What the pages may load: their own files. And where they may send: to the collector alone. */
    String policy() {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src "
                + origin().orElse("'none'")
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
                + " trusted-types 'none'";
    }

    private Optional<String> origin() {
        try {
            URI uri = URI.create(collector);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return uri.getHost() == null
                    ? Optional.empty()
                    : Optional.of(uri.getScheme() + "://" + uri.getHost() + port);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private String page(String path, String title, String content) {
        String menu = MENU.stream().map(each -> entry(each, path)).collect(Collectors.joining());
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="telemetry-collector" content="%s">
            <title>%s - InitRunner</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/dashboard.css">
            <script type="module" src="/dashboard.js"></script>
            </head>
            <body>
            <header><a href="/">InitRunner</a><nav aria-label="Pages"><ul>%s</ul></nav></header>
            <main>
            <h1>%s</h1>
            %s
            </main>
            <footer><span>InitRunner %s</span></footer>
            </body>
            </html>
            """.formatted(text(collector), text(title), menu, text(title), content, InitRunner.VERSION);
    }

    private static String entry(String target, String path) {
        boolean here = target.equals(path) || (!target.equals("/") && path.startsWith(target + "/"));
        return "<li><a href=\"%s\"%s>%s</a></li>"
                .formatted(target, here ? " aria-current=\"page\"" : "", MENU_TITLES.get(target));
    }

    private String overview() {
        List<Path> files = files();
        return """
                <ul class="cards">
                <li><a href="/agents"><strong>%d</strong> %s</a></li>
                <li><a href="/flows"><strong>%d</strong> steps in all</a></li>
                </ul>
                <p>An agent is a role file of this folder. To write one:</p>
                <pre><code>initrunner new greeter</code></pre>
                """.formatted(
                        files.size(),
                        files.size() == 1 ? "agent" : "agents",
                        files.stream().mapToInt(DashboardPages::count).sum());
    }

    private String agents() {
        return list(file -> {
            String name = name(file);
            return "<a href=\"/agents/%s\">%s</a>".formatted(text(name), text(name));
        });
    }

    private Optional<String> agent(String path) {
        return files().stream()
                .filter(file -> path.equals("/agents/" + name(file)))
                .findFirst()
                .map(file -> page(
                        path,
                        name(file),
                        "<ol class=\"steps\">" + items(steps(file)) + "</ol><p>To run it:</p><pre><code>initrunner run "
                                + text(file.getFileName().toString()) + "</code></pre>"));
    }

    private String flows() {
        return list(
                file -> "<strong>" + text(name(file)) + "</strong><ol class=\"flow\">" + items(steps(file)) + "</ol>");
    }

    private String runs() {
        return "<p>A run shows its steps in the terminal, and nothing of it is kept. These can be run:</p>"
                + list(file -> "<code>initrunner run " + text(file.getFileName().toString()) + "</code>");
    }

    private String settings() {
        return """
                <section aria-labelledby="telemetry">
                <h2 id="telemetry">Telemetry</h2>
                <p id="telemetry-state" role="status">Telemetry is off: it needs JavaScript.</p>
                <p id="telemetry-change"></p>
                <p>What would be sent, and what never is, stands in TELEMETRY.md. The command line has a choice of its own:
                <code>initrunner telemetry status</code>.</p>
                </section>
                <section aria-labelledby="folder">
                <h2 id="folder">Folder</h2>
                <p><code>%s</code></p>
                </section>
                """.formatted(text(folder.toAbsolutePath().toString()));
    }

    private String list(Function<Path, String> item) {
        List<Path> files = files();
        return files.isEmpty()
                ? "<p>There are no agents in this folder yet. To write one:</p><pre><code>initrunner new greeter</code></pre>"
                : files.stream()
                        .map(file -> "<li>" + item.apply(file) + "</li>")
                        .collect(Collectors.joining("", "<ul class=\"list\">", "</ul>"));
    }

    private static String items(List<String> steps) {
        return steps.stream().map(step -> "<li>" + text(step) + "</li>").collect(Collectors.joining());
    }

    private static int count(Path file) {
        try {
            return Role.read(file).steps().size();
        } catch (ValidationError | FileNotFoundError wrong) {
            return 0;
        }
    }

    /** The steps of an agent; of a file that is no role, what is wrong with it. */
    private static List<String> steps(Path file) {
        try {
            return Role.read(file).steps();
        } catch (ValidationError | FileNotFoundError wrong) {
            return List.of(String.valueOf(wrong.getMessage()));
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder.toAbsolutePath())) {
            return files.filter(file -> file.getFileName().toString().matches("[A-Za-z0-9._-]+\\" + ENDING))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    private static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
