package dev.overt.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextScrubberTest {
    private static final int ROUNDS = 30_000;

    private static final String[] PLANTED = {
        "/home/zzq/x",
        "/zzq",
        "./zzq",
        "../zzq/y.txt",
        "~/zzq",
        "~zzq/x",
        "C:\\zzq\\y",
        "D:/zzq/y",
        "\\\\zzq\\share",
        "file:/zzq",
        "file:///zzq/a%20b",
        "src/zzq/Main.java",
        "/дом/zzq/ф",
        "/opt/a,zzq=b(c)",
        "/data/user=zzq",
        "zzq@example.com",
        "a+zzq@mail.example.co.uk",
        "a=zzq@example.com",
        "o'zzq@example.com",
        "https://zzq.example/p?q=1",
        "http://u:zzq@h/x",
        "s3://zzq/key",
        "gs://zzq/o",
        "abfs://zzq@acct.dfs.core.windows.net/p",
        "jdbc:postgresql://zzq/db",
        "zzq.example.com",
        "zzq.local",
        "zzq.internal:8080",
        "ZZQ.EXAMPLE.COM",
        "zzq.corp",
        "zzq.xn--p1ai",
        "sk-zzq",
        "pk-zzq1",
        "ghp_zzq",
        "github_pat_zzq",
        "glpat-zzq",
        "xoxb-zzq",
        "AKIAZZQ",
        "AIzazzq",
        "eyJzzq.eyJh.sig",
        "Bearer zzq",
        "Basic zzq",
        "password=zzq",
        "token=zzq",
        "pwd=zzq",
        "secret=zzq",
        "api_key=zzq",
        "API-KEY: zzq",
        "password: \"a zzq b\"",
        "\"token\": \"zzq\"",
        "--password zzq",
        "Authorization: Bearer zzq",
        "spring.datasource.password = zzq",
        "x/y/password: zzq",
        "zzq0123456789abcdefgh1",
        "deadbeefdeadbeefdeadbeefdeadbeefzzq1",
        "'/Users/Ada zzq/x'",
        "\"C:\\Program Files\\my zzq\\x\"",
        "`/a b/zzq c`",
        "\u201c/a b zzq\u201d",
        "%2Fhome%2Fzzq",
        "/Users/Ada Lovelace/zzq.txt",
        "zzq%40example.com",
        "/home/ada lovelace/zzq",
        "/HOME/ADA Lovelace/zzq",
        "/srv/my project/zzq",
        "amqp+ssl://zzq",
        "C:\\Users/zzq\\x",
        "C:/my work\\zzq",
        "c:%5CUsers%5Czzq",
        "file://host/home/zzq",
        "file:zzq/x",
        "\\\\?\\C:\\zzq",
        "//zzq/share",
        "/home/\ud83d\ude00/zzq",
        "/home/\ud83d/zzq",
        "\uff0fhome\uff0fzzq",
        "\uff43:\uff3czzq",
        "https://user:zzq@host:8443/p#f",
        "postgres://zzq:zzq@db/x",
        "ssh://git@zzq:22/r",
        "git@zzq:owner/repo",
        "zzq\uff20example.com",
        "zzq@localhost",
        "zzq@[10.0.0.1]",
        "host=zzq",
        "host: zzq",
        "hostname=zzq",
        "server=zzq",
        "user=zzq",
        "username: zzq",
        "login=zzq",
        "--user zzq",
        "10.0.0.1:zzq.internal",
        "zzq-1.2.3.4",
        "fe80::1%zzq",
        "[2001:db8::7]:zzq.lan",
        "::ffff:10.0.0.1/zzq",
        "\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44=zzq",
        "PASSWORD\u200b=zzq",
        "pass\u200bword=zzq",
        "pass\u001b[0mword=zzq",
        "client_secret=zzq",
        "aws_secret_access_key = zzq",
        "AccountKey=zzq;",
        "SharedAccessKey=zzq",
        "sig=zzq",
        "x-api-key: zzq",
        "Cookie: sid=zzq",
        "Set-Cookie: zzq",
        "passphrase: 'a zzq'",
        "SG.zzq0123456789abcdefghij.zzq",
        "-----BEGIN RSA PRIVATE KEY----- zzq",
    };
    private static final String[] CONTEXT = {
        " ",
        " ",
        " ",
        " ",
        " ",
        ": ",
        ", ",
        " (",
        ") ",
        "\n",
        "\t",
        " at ",
        " Error",
        " not found ",
        "\u001b[31m ",
        " \u001b[0m",
        " = ",
        " \u0000 ",
        " -> ",
        " java.lang.IllegalStateException ",
        " 1.2.3 ",
        " '",
        "' ",
        " \"",
        "\" ",
        " [",
        "] ",
        " HTTP/1.1 404 ",
        " can't ",
        " <x> ",
        " \u00ab",
        " \uD83D\uDE00 ",
        " | ",
        "; ",
        "! ",
        " password ",
        " token ",
        " \u200b",
        " x/y ",
        " ::: ",
    };

    private static String scrub(String text) {
        return TextScrubber.scrub(text, "/home/ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.IllegalStateException: no such thing",
                "Caused by: java.util.concurrent.ExecutionException and com.example.Outer$Inner",
                "version 1.2.3 of v17.0.15+6-Debian",
                "HTTP/1.1 404 Not Found",
                "Cannot invoke \"String.length()\" because \"<local1>\" is null",
                "It can't be: 3 of 7 (42%) failed, e.g. at 12:30:45!",
                "I/O error and/or timeout; retry = no",
                "std::vector has no member",
                "Missing @Override on a method",
                "line 12: unexpected '}' at end of input",
            })
    void scrub_keepsOrdinaryText(String text) {
        assertThat(scrub(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "cannot open /home/ada/x.txt: denied | cannot open <path>: denied",
                "cannot open '/home/ada/my plans.txt' now | cannot open '<path>' now",
                "/Users/Ada Lovelace/secret plans.txt (No such file) | <path> (No such file)",
                "copy /a/b to /c/d | copy <path> to <path>",
                "C:\\Program Files\\App\\x.txt is locked | <path> is locked",
                "\\\\server\\share is away | <path> is away",
                "GET https://ada:pw@example.com/x?token=1 failed | GET <url> failed",
                "s3://bucket/key, gs://b/k | <url>, <url>",
                "mail ada@example.com now | mail <email> now",
                "Ada <ada@example.com> | Ada <<email>>",
                "connect to 10.0.0.1:8080 or [fe80::1%eth0]:80 or ::1 | connect to <ip> or [<ip>]:80 or <ip>",
                "UnknownHostException: db.prod.example.com | UnknownHostException: <host>",
                "localhost:8080 and printer.local and x.internal | <host> and <host> and <host>",
                "Authorization: Bearer abc | Authorization: Bearer <secret>",
                "{\"password\": \"a \\\" b\", \"n\": 1} | {\"password\": \"<secret>\", \"n\": 1}",
                "key sk-proj-abc or AKIA123 | key <secret> or <secret>",
                "id 550e8400-e29b-41d4-a716-446655440000 | id <secret>",
                "host=db01 user = ada; unknown host: db01 | host=<secret> user = <secret> unknown host: <secret>",
                "for user ada: no server: down | for user ada: no server: down",
                "-----BEGIN PRIVATE KEY----- MIIE -----END PRIVATE KEY----- | <secret>",
            })
    void scrub_masksWhatItFinds(String text, String expected) {
        assertThat(scrub(text)).isEqualTo(expected);
    }

    @Test
    void scrub_makesOneLine_withoutControlCharacters() {
        assertThat(
                        scrub(
                                "\u001b[1;31mred\u001b[0m \r\n\t two\u0000\u200b \u001b]8;;https://x.example\u0007link\u001b]8;;\u001b\\ end \ud83d"))
                .isEqualTo("red two link end");
    }

    @Test
    void scrub_masksHomeAndWorkingDirectory_whereverTheyStand() {
        String[] places = Places.of("/home/Ada L/", "C:\\my work\\", null, "/");
        assertThat(TextScrubber.scrub("in x:c:\\My Work\\a b and =/home/ada l/x; c:/my work", places))
                .isEqualTo("in <path> b and =<path>; <path>");
    }

    @Test
    void scrub_takesAWordCutByTheLimit_forASecret() {
        String text = "a ".repeat(TextScrubber.MAX_CHARACTERS / 2 - 2) + "zzqz zzqz";
        assertThat(scrub(text)).endsWith("a <secret>").doesNotContain("zz");
        assertThat(scrub("x".repeat(100_000))).isEqualTo("<secret>");
    }

    @Test
    void scrub_neverLeaks_whateverStandsAround() {
        long seed = Fuzz.seed();
        Random random = new Random(seed);
        for (int i = 0; i < Fuzz.rounds(ROUNDS); i++) {
            String planted = PLANTED[random.nextInt(PLANTED.length)];
            String text = context(random) + " " + planted + " " + context(random);
            String scrubbed = TextScrubber.scrub(text, "/home/ada lovelace", "/srv/my project");
            assertThat(scrubbed.toLowerCase(Locale.ROOT))
                    .as("seed %d, round %d: %s", seed, i, text)
                    .doesNotContain("zzq");
        }
    }

    private static String context(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(CONTEXT[random.nextInt(CONTEXT.length)]);
            if (random.nextInt(3) == 0) {
                text.append(PLANTED[random.nextInt(PLANTED.length)].replaceAll("(?i)zzq", "abc"));
            }
        }
        return text.toString();
    }

    @Test
    void scrub_looksAtEachCharacterAFewTimes_whateverTheText() {
        long seed = Fuzz.seed();
        Random random = new Random(seed);
        String alphabet = "aA1 /\\.:@'\"`<>()[]=,;-_%~\u001b\u201c{}!?|";
        for (int i = 0; i < Fuzz.rounds(1_000); i++) {
            String unit = random(random, alphabet, 1 + random.nextInt(6));
            String text = random.nextBoolean()
                    ? unit.repeat(TextScrubber.MAX_CHARACTERS / unit.length())
                    : random(random, alphabet, TextScrubber.MAX_CHARACTERS);
            CountingText counted = new CountingText(text);
            new TextScrubber(counted, "/home/ada").scrub();
            OneLine.of(counted, TextScrubber.MAX_CHARACTERS);
            assertThat(counted.steps).as("seed %d, round %d: %s", seed, i, unit).isLessThan(150L * text.length());
        }
    }

    static String random(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
