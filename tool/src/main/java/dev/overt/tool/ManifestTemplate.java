package dev.overt.tool;

import dev.overt.manifest.JsonText;
import java.util.Locale;

/** A first manifest, with a comment on each line that a maintainer may want to change. */
final class ManifestTemplate {
    private final Answers answers;
    private final StringBuilder yaml = new StringBuilder();

    private ManifestTemplate(Answers answers) {
        this.answers = answers;
    }

    static String written(Answers answers) {
        ManifestTemplate template = new ManifestTemplate(answers);
        template.product();
        template.consent();
        template.environment();
        template.events();
        template.rest();
        return template.yaml.toString();
    }

    private void product() {
        lines("""
                # All that this product may report, under which consent, and for how long. Nothing else is ever sent.
                # The client, the scripts and the collector's rules come from this file. Check it with `overt lint`.
                overt: 1                     # version of this language
                product:
                  id: %s   # names it in the collector's store; do not change it
                  name: %s   # for people
                  contact: %s   # where people ask, and ask to be deleted
                  command: %s   # what a person types to run it
                """, answers.id(), answers.name(), answers.contact(), answers.command());
    }

    private void consent() {
        lines("""

                consent:
                  # ask: off until a person agrees · notice: on once a notice was shown · on: on unless refused
                  default: %s
                  covers: 1                  # raise it when more is collected: an earlier answer does not cover more
                """, answers.consent());
        if (!answers.consent().equals("on")) {
            lines("""
                      ask:                       # the words of the question or the notice
                        title: %s
                        text: "Usage data: what ran, whether it worked, version and system. No names, files or arguments."
                    """, "Help improve " + answers.name() + "?");
        }
        if (answers.consent().equals("ask")) {
            lines("    question: Send usage data?\n");
        }
        lines("""
                  in-ci: off                 # builds do not report, since nobody there can be asked
                  quiet: [telemetry, help, version, completion]   # commands that neither ask nor report
                """);
    }

    private void environment() {
        String variable = answers.id().toUpperCase(Locale.ROOT).replace('-', '_') + "_TELEMETRY";
        lines("""
                  environment:               # asked in this order, before the stored choice
                    DO_NOT_TRACK: {off: truthy}   # any value but 0 and false turns telemetry off
                """);
        yaml.append("    ").append(variable).append(": {on: [1, true, on, yes], off: [0, false, off, no]}\n");
        if (answers.comesFrom("tool")) {
            yaml.append("    ")
                    .append(variable)
                    .append("_DEBUG: {debug: truthy}   # shows what would be sent, and sends nothing\n");
            lines("  state: %s   # keeps a person's choice\n", "~/." + answers.id() + "/telemetry.json");
        }
        lines("""

                # install-id: a random id of the installation · per-event: a fresh one each time · none
                identity: %s
                """, answers.comesFrom("tool") ? "install-id" : "per-event");
    }

    private void events() {
        lines("""

                common:                      # on every event
                  os: {type: os}
                  arch: {type: arch}

                events:                      # each says why it is needed and when it is recorded
                """);
        if (answers.comesFrom("tool")) {
            lines(TOOL);
        }
        if (answers.comesFrom("installer")) {
            lines(INSTALLER);
        }
        if (answers.comesFrom("container")) {
            lines(CONTAINER);
        }
    }

    private void rest() {
        if (answers.comesFrom("container")) {
            lines(
                    "\ncontainer: {marker: %s}   # by this file a container knows which version ran before\n",
                    "/var/lib/" + answers.id() + "/version");
        }
        lines("""

                # What is never sent. People read this list, so keep every word of it.
                never: [command arguments, file names and paths, file contents, host names, user names]

                delivery:
                  mode: %s   # spool: waits on disk for an uploader · live: memory only · post: sent at once by a script
                  collector: %s   # where your collector is: `overt serve`

                retention:
                  raw: 90d                   # events are deleted after this; what is long is easily too long
                  rollups: forever           # counts without any id
                """, answers.comesFrom("tool") ? "spool" : "post", answers.collector());
        if (answers.consent().equals("on")) {
            lines("""

                    accept:                      # rules of `overt lint` that this manifest departs from, and why
                      silent-default: It can be refused before the first use, as the documentation says.
                    """);
        }
    }

    /** Appends {@code text} with the words in it quoted as YAML asks. */
    private void lines(String text, String... words) {
        Object[] quoted = new Object[words.length];
        for (int i = 0; i < words.length; i++) {
            quoted[i] = JsonText.compact(words[i]);
        }
        yaml.append(text.formatted(quoted));
    }

    private static final String TOOL = """
              cli_command:
                why: To see which commands are used, how long they take and which fail.
                when: A command has finished.
                trigger: command         # recorded by the command-line hook; without a trigger, by a call of your code
                properties:
                  command:
                    type: enum           # only these words are ever sent; whatever else is typed counts as `other`
                    of: command
                    values: [run]        # list your commands here
                    otherwise: other
                  outcome: {type: enum, of: outcome, values: [ok, error]}
                  duration: {type: bucket, of: duration, bounds: [1s, 10s, 1m]}
                  product_version: {type: version, of: product}
            """;

    private static final String INSTALLER = """
              install_complete:
                why: To count installations.
                when: The installer has ended well.
                trigger: install-complete
                properties:
                  release: {type: version, of: release}
              install_failed:
                why: To see where installations fail.
                when: The installer has ended in any other way.
                trigger: install-failed
                properties:
                  release: {type: version, of: release, optional: true}
            """;

    private static final String CONTAINER = """
              container_start:
                why: To count new containers.
                when: A container has started where none had before.
                trigger: container-install
                properties:
                  product_version: {type: version, of: product}
            """;
}
