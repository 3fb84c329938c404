package dev.overt.codegen;

import dev.overt.manifest.Explanation;
import dev.overt.manifest.Statement;
import java.util.List;

/** What the maintainers say besides: what is not this telemetry, what changed, where to read more. */
final class Background {
    private Background() {}

    static Section separate(Explanation explanation) {
        return new Section("separate", "What is not this telemetry").items(statements(explanation.separate()));
    }

    static Section history(Explanation explanation) {
        return new Section("history", "History").items(statements(explanation.history()));
    }

    static Section links(Explanation explanation) {
        return new Section("links", "Read more")
                .items(explanation.links().stream().map(Background::link).toList());
    }

    private static List<Prose> statements(List<Statement> statements) {
        return statements.stream()
                .map(each -> Prose.of("{}: {}", new Span.Theirs(each.name()), new Span.Theirs(each.text())))
                .toList();
    }

    /** A path in the repository is no link, since it leads elsewhere from each place where the page is shown. */
    private static Prose link(Statement link) {
        Span.Theirs label = new Span.Theirs(link.name());
        return LinkTarget.of(link.text()).isEmpty()
                ? Prose.of("{}: {}", label, new Span.Code(link.text()))
                : Prose.of("{}: {}", label, new Span.Link(link.text(), link.text()));
    }
}
