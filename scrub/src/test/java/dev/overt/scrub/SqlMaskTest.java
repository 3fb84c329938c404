package dev.overt.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqlMaskTest {
    private static final String[] PIECES = {
        "SELECT", "from", "WHERE", " ", " ", "\n", ",", "(", ")", "=", ".", ";", "'", "''", "\\'", "\\", "\"", "`",
        "--", "#", "/*", "*/", "$", "$$", "$a$", "E'", "N'", "q'[", "]'", "U&'", "X'", "0x1F", "1e-5", ".5", "?", ":",
        "@", "[", "]", "count(", "date '", "\u0000", "é", "\ud83d", "zzq", " zzq ", "'zzq'", "\"zzq\"", "$1", "%s",
        "zzq.zzq", "/*zzq*/", "zzq(", "77731", " 77731 ", "-77731",
    };

    private static String mask(String sql) {
        return SqlMask.mask(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "select name, count(*) from users where id = 42 | SELECT x, COUNT(*) FROM x WHERE x = ?",
                "SELECT * FROM hr.people p WHERE p.\"First Name\" = 'O''Brien' | SELECT * FROM x.x x WHERE x.x = ?",
                "WHERE a IN (1, 2,3 , 'x') AND b = -1.5e+3 | WHERE x IN (?) AND x = -?",
                "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c') | INSERT INTO x VALUES (?)",
                "SELECT 'a\\' OR 'secret' | SELECT ?",
                "SELECT E'a\\'b', N'x', X'FF', B'01', U&'d' FROM t | SELECT ?, x&? FROM x",
                "SELECT $$a 'b' $$, $tag$ $$ $tag$, $1 | SELECT ?",
                "SELECT q'[it's]', q'{a}' FROM dual | SELECT ? FROM x",
                "SELECT `a``b` FROM t -- the end | SELECT x FROM x",
                "SELECT /* a /* b */ c */ 1 # two | SELECT ?",
                "SELECT 'never closed FROM t | SELECT ?",
                "SELECT 1 /* never closed | SELECT ?",
                "SELECT 0x1F, 1_000, .5, 1e-3, 0b1 | SELECT ?",
                "SELECT date.x, x.date, count FROM \"t\" | SELECT x.x, x.x, x FROM x",
                "LIKE'a%' | LIKE?",
            })
    void mask_keepsTheShape(String sql, String expected) {
        assertThat(mask(sql)).isEqualTo(expected);
    }

    @Test
    void mask_isBounded() {
        assertThat(mask("x+".repeat(1_000_000))).hasSize(64 * 1024);
    }

    @Test
    void mask_neverLeaks_andIsIdempotent_whateverTheText() {
        long seed = Fuzz.seed();
        Random random = new Random(seed);
        for (int i = 0; i < Fuzz.rounds(40_000); i++) {
            StringBuilder sql = new StringBuilder();
            for (int n = random.nextInt(16); n >= 0; n--) {
                sql.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String masked = mask(sql.toString());
            assertThat(masked.toLowerCase(Locale.ROOT))
                    .as("seed %d, round %d: %s", seed, i, sql)
                    .doesNotContain("zz", "77", "é")
                    .doesNotContain("'", "\"", "--", "/*", "\n");
            assertThat(mask(masked)).as("seed %d, round %d: %s", seed, i, sql).isEqualTo(masked);
        }
    }

    @Test
    void mask_looksAtEachCharacterAFewTimes_whateverTheText() {
        long seed = Fuzz.seed();
        Random random = new Random(seed);
        for (int i = 0; i < Fuzz.rounds(2_000); i++) {
            StringBuilder unit = new StringBuilder();
            for (int n = random.nextInt(4); n >= 0; n--) {
                unit.append(PIECES[random.nextInt(PIECES.length)]);
            }
            CountingText counted = new CountingText(unit.toString().repeat(20_000 / unit.length()));
            SqlMask.mask(counted);
            assertThat(counted.steps)
                    .as("seed %d, round %d: %s", seed, i, unit)
                    .isLessThan(30L * counted.length() + 100);
        }
        CountingText tag = new CountingText("$" + "a".repeat(20_000) + "$" + ("$" + "a".repeat(19_999)).repeat(2));
        SqlMask.mask(tag);
        assertThat(tag.steps).isLessThan(30L * tag.length());
    }
}
