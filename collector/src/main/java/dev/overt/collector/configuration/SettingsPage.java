package dev.overt.collector.configuration;

import org.jspecify.annotations.Nullable;

/** The page of all settings, made from their table. */
public final class SettingsPage {
    private static final String HEAD = """
            # Operating the collector

            `overt serve telemetry.yaml` runs with what holds where nothing is set: on this machine only, everything in
            `overt-data`. For senders elsewhere put a reverse proxy with TLS before it; the collector itself speaks plain HTTP.

            | path | who may ask | answer |
            |---|---|---|
            | `/healthz` | everybody | 200 while the process answers |
            | `/readyz` | everybody; why only on this machine or with a token | 200 while events should be sent here, else 503: the log can be written, the store is at most 30 s behind, the disk has its headroom, the self-test arrives |
            | `/metrics` | on this machine, or with a token | Prometheus's text format |
            | `/`, `/products/…` | on this machine, logged in, or with the admin token | the pages, and each answer of theirs as `.json` and `.csv` |
            | `/sql` | as `/` | one statement over what is published, as `{"sql":"…"}` |
            | `/p/PRODUCT`, `/.well-known/telemetry.json` | everybody | what a product collects, and counts of 20 installations or more |
            | `/login` | everybody | the form that the admin token opens |
            | `/admin/sql`, `/admin/manifests`, `/admin/deletions`, `/admin/destinations` | with the admin token | what `overt sql` asks, what `overt register` brings, what `overt delete` asks for, what `overt destination` asks |
            | `/v1/deletions` | who proves to be an installation | deletes what it sent: [the protocol](../protocol/README.md#deletion) |
            | `/.well-known/overt-receipts.json` | everybody | the public key of receipts, and where their chain has come to |

            A request on this machine is one from a loopback address, for a loopback name, that no proxy has passed on. A token is
            sent as `Authorization: Bearer TOKEN`; for metrics the admin token does too.

            ## What the pages show

            Nothing about fewer than 10 installations, on the public page 20. Everything shown, and everything that `/sql` can ask,
            is in `published.duckdb`, which holds nothing else: counts by week, by version or by system but not by both, each a
            multiple of 5. Values of too few are together in `Other`, and others with them where they could be found by
            subtracting ([how, and what it does not promise](../RATIONALE.md#what-do-the-pages-promise-and-what-not)). It is looked every
            `publication.every-seconds` whether at least 10 installations more have come in a week, or a day of 10 is over; only
            then its counts change. `/admin/sql` and `overt sql` ask for everything that is stored, and are outside all this:
            what they answer is for the operator alone.

            From another machine the pages want a login with the admin token, which `keys.json` holds since the first start, and
            HTTPS, so a reverse proxy: over plain HTTP no browser keeps the login. A login ends after 30 minutes without use, after
            12 hours, and with the collector. Five attempts at once, then one each 20 s, may come from one address; list the proxy
            in `proxies`, or all who come through it count as one. `/p/…`, `/.well-known/…` and `/assets/…` are what a proxy for the
            public has to let through beside what clients send to. There is no Parquet: the store may write no file but its own.

            ## Metrics, records, stopping

            Labels of metrics are the products that are served and words of the program's; nothing that a sender chose.
            How many requests share one force of the disk is `overt_log_append_seconds_count` over `overt_log_force_seconds_count`.

            Each minute the collector sends itself an event over HTTP and looks for it in the store, in the table
            `overt_self_test.self_test`. When none has come for two intervals and 30 s, `/readyz` says no, `overt_self_test_late`
            is 1, and every page says so in red.

            What is stored is counted by hour, day, week and month into tables of the schema `overt` (`counts`, `outcomes`, `funnel`,
            `cohorts`), and one period after the other is compared with its events. Each day, by UTC, and at the start, events
            that are older than the manifest's `retention.raw` are removed from store and log, and what they leave in the files is
            written over; before, the periods they were counted in are sealed (`periods`): names of fewer than
            `rollups.min-installations` installations become `Other` for ever. The sealed counts
            stand once more in `store.duckdb.sealed`, which a new store takes them from if this one is lost; the rest it counts from
            the log. An event that comes after one of its periods was sealed is in no count of that period: it is counted by
            `overt_rollup_late_events_total`, and in `overt.drops` as `late_event`. Weeks and months are counted where events are
            kept for 7 and 31 days. `purges` says what was removed. A count that was wrong, or events that should be gone
            (`overt_retention_overdue_days`), stand under `rollups` in `/readyz`, which is ready all the same.

            Records go to standard error, one on a line: no address, no header, nothing that was sent. Of a library's record and
            of an exception only where it came from is written, never its message. Each logger writes at most 10 records of a
            level a minute, and says how many were left out.

            SIGTERM or Ctrl-C stops it: it takes no more connections, answers what was begun as the last of its connection,
            stores what was acknowledged, and exits 0 within `stop.max-seconds`. What could not be stored in time is in the log,
            and is stored at the next start. A second signal ends it at once, with 128 and the signal's number.

            ## Deletion

            `tool telemetry delete` asks the collector to delete all that an installation has sent; for a person who cannot,
            `overt delete --product P --install ID` asks for the same, and the receipt says that the operator did. From that
            moment events of the id are dropped as they come, for 90 days. The rest is done in rounds of
            `deletion.every-seconds`, each of which goes on after a restart where it was cut off: the entries are taken out of
            the log, the rows out of the store, whose file is written anew because DuckDB leaves the bytes of deleted rows in it,
            destinations are asked, and every file of the folder is looked through for the id. A round needs as much free disk
            as the store has; storing waits for it, and events go on to be taken into the log. What was set aside because it
            could not be read (`store.duckdb.unreadable-…`, `….segment.damaged`) is deleted where it may hold the id. A
            quarantined event carries no install id; those under the id of an event that is deleted go with it.

            Each deletion ends in a signed receipt, kept in `deletions/receipts.jsonl` for ever, each with the hash of the one
            before it: `overt receipt verify FILE`. Keep copies of that file and of `deletions/keys.json`; backups of the rest
            of the folder hold what was deleted since for as long as you keep them.

            ## Settings

            `overt serve --config overt-collector.yaml` reads a file; variables of the environment go over it, and options
            of the command line over both. Whatever cannot be is refused at the start, with its place and how to mend it:
            a setting or a variable beginning with `OVERT_` that is not known, too. A relative path in the file counts
            from the file's folder. Bytes may be written as `64 MiB`. A change takes a restart.

            A key with dots is a mapping for each part before a dot:

            ```yaml
            listen:
              port: 8417
            data: /var/lib/overt
            products:
              - manifest: telemetry.yaml
                keys: [phc_abc]       # further write keys, such as clients of others carry
                without-key: true     # senders that name no product, such as installers, are its own
                destinations:         # those of its manifest that are on
                  google-analytics:
                    measurement-id: G-ABCDEF1234
                    api-secret-file: /run/secrets/ga4
            metrics:
              token-file: /run/secrets/overt-metrics
            ```

            What other clients send, under which key: [clients of others](clients.md).

            ## Destinations

            A manifest says to which destinations a product's events may go; one is on where it stands under `destinations` of the
            product, by the name that the manifest gives it. A secret never stands in the file: `KEY-file` names a file that only the
            collector's user can read, `KEY-variable` a variable of its environment (not one that begins with `OVERT_`).

            | type | needs |
            |---|---|
            | `posthog` | `api-key` (a secret): the project's; to have installations deleted also `personal-api-key` (a secret) and `project-id` |
            | `ga4` | `measurement-id`; `api-secret` (a secret), made in Google Analytics under Data streams, Measurement Protocol |
            | `application-insights` | `instrumentation-key` (a secret); to have installations deleted also `purge-tenant`, `purge-client-id`, `purge-client-secret` (a secret) and `purge-component`, of an application with the role Data Purger |
            | `webhook` | `signing-secret` (a secret): `whsec_` and 24 to 64 bytes in Base64. Bodies are signed as [Standard Webhooks](https://www.standardwebhooks.com) says; their form stands in `WebhookDestination` |
            | `otlp` | nothing; `bearer-token` (a secret) where the receiver wants one |

            Only what the manifest declares is sent, as it was enforced: no address, no header, nothing of the sender. Certificates are
            verified, redirects are not followed.

            A destination that is new begins with what comes from now on; `begin: start` gives it all that the log still has. It keeps
            its own place in the log, in `forward/PRODUCT/NAME/` of the data folder, so that an outage of it delays nothing else; it
            is tried again with growing pauses, and catches up. The log keeps what it is behind by as long as it keeps anything
            (`log.keep-bytes`, 30 days, the shortest retention); what is removed before that is lost for it, is counted in
            `overt_forward_lost_bytes_total`, and is told as an error. After a crash the last batch may be sent twice, under the same
            ids.

            What a destination refuses for ever is kept in `dead.jsonl` of the same folder, 16 MiB at most, then only counted. A wrong
            key, a redirect or a used-up quota is no such refusal: everything waits until it is mended. `overt destination list` shows
            how all of them fare, `dead PRODUCT NAME` what one refused and why, `replay PRODUCT NAME` sends that again, `drop PRODUCT
            NAME` throws it away. `/readyz` tells of each and never fails for one; metrics begin with `overt_forward_`.

            Where a manifest says `retention: {raw: none}`, its product's events go from memory to its destinations, and nothing of
            them is written anywhere: at most 10,000 of them or 32 MiB wait, more are counted as lost, and so is what a stop cannot
            deliver in an eighth of `stop.max-seconds`. The sender is answered at once, whatever the destination does.

            ## All settings

            `products` stands in the file, or as `OVERT_PRODUCTS`, paths of manifests with commas between; manifests on the
            command line take its place. `OVERT_CONFIG` names the file.

            """;

    private SettingsPage() {}

    /** The page in Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| key | what it is | value | default | variable | option |\n|---|---|---|---|---|---|\n");
        for (Setting<?> setting : Settings.all()) {
            page.append("| `").append(setting.key()).append("` | ").append(setting.meaning());
            page.append(" | ")
                    .append(setting.kind().noun())
                    .append(setting.kind().isSecret() ? "; not in the file" : "");
            page.append(" | ").append(code(setting.fallback()));
            page.append(" | `").append(setting.environmentName());
            page.append("` | ").append(code(setting.option())).append(" |\n");
        }
        return page.toString();
    }

    private static String code(@Nullable String text) {
        return text == null ? "" : "`" + text + "`";
    }
}
