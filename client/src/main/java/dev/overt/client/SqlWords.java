package dev.overt.client;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of SQL that say what a statement does, and name nothing of anybody's. */
final class SqlWords {
    private static final int MAX_CHARACTERS = 20;

    private static final Set<String> KEYWORDS = set(
            "ADD ALL ALTER ANALYZE AND ANY ARRAY AS ASC AUTO_INCREMENT BEGIN BETWEEN"
                    + " BIGINT BINARY BLOB BOOLEAN BOTH BY CALL CASCADE CASE CAST CHAR CHARACTER CHECK CLOB COLLATE COLUMN COMMIT"
                    + " CONFLICT CONSTRAINT CREATE CROSS CURRENT CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DATABASE"
                    + " DATE DECIMAL DECLARE DEFAULT DELETE DESC DESCRIBE DISTINCT DO DOUBLE DROP DUPLICATE EACH ELSE END ESCAPE"
                    + " EXCEPT EXECUTE EXISTS EXPLAIN FALSE FETCH FILTER FIRST FLOAT FOLLOWING FOR FOREIGN FROM FULL FUNCTION GRANT"
                    + " GROUP HAVING IF IGNORE ILIKE IN INDEX INNER INSERT INT INTEGER INTERSECT INTERVAL INTO IS JOIN JSON JSONB KEY"
                    + " LAST LATERAL LEADING LEFT LIKE LIMIT LOCK MATERIALIZED MERGE MINUS MODIFY NATURAL NEXT NOT NOTHING NULL NULLS"
                    + " NUMERIC OF OFFSET ON ONLY OR ORDER OUTER OVER OVERLAPS PARTITION PRAGMA PRECEDING PRECISION PRIMARY PROCEDURE"
                    + " RANGE REAL RECURSIVE REFERENCES REGEXP RENAME REPLACE RETURNING REVOKE RIGHT ROLLBACK ROW ROWS SAVEPOINT"
                    + " SCHEMA SELECT SEQUENCE SET SHOW SIMILAR SMALLINT SOME START TABLE TABLESAMPLE TEMPORARY TEXT THEN TIME"
                    + " TIMESTAMP TINYINT TO TOP TRAILING TRANSACTION TRIGGER TRUE TRUNCATE UNBOUNDED UNION UNIQUE UNKNOWN UNSIGNED"
                    + " UPDATE USING VACUUM VALUES VARBINARY VARCHAR VARYING VIEW WHEN WHERE WINDOW WITH WITHIN WITHOUT ZONE");

    private static final Set<String> FUNCTIONS = set(
            "ABS ARRAY_AGG AVG BIT_LENGTH CEIL CEILING CHAR_LENGTH COALESCE CONCAT"
                    + " CONVERT COUNT CUME_DIST DATEADD DATEDIFF DATE_ADD DATE_DIFF DATE_FORMAT DATE_PART DATE_SUB DATE_TRUNC"
                    + " DENSE_RANK EXP EXTRACT FIRST_VALUE FLOOR GENERATE_SERIES GREATEST GROUP_CONCAT HASH IFNULL IIF ISNULL JSON_AGG"
                    + " JSON_EXTRACT JSON_VALUE LAG LAST_VALUE LEAD LEAST LENGTH LISTAGG LN LOCATE LOG LOWER LPAD LTRIM MAX MD5 MEDIAN"
                    + " MIN MOD NOW NTH_VALUE NTILE NULLIF NVL OCTET_LENGTH PERCENTILE_CONT PERCENT_RANK POSITION POW POWER RAND"
                    + " RANDOM RANK ROUND ROW_NUMBER RPAD RTRIM SIGN SPLIT_PART SQRT STDDEV STRFTIME STRING_AGG STRPOS SUBSTR"
                    + " SUBSTRING SUM TO_CHAR TO_DATE TO_NUMBER TO_TIMESTAMP TRIM TRUNC TRY_CAST UNNEST UPPER VARIANCE");

    private SqlWords() {}

    /** The word in upper case; null where it may be a name. Most functions are ones only where they are called. */
    static @Nullable String kept(CharSequence word, boolean call) {
        if (word.length() > MAX_CHARACTERS) {
            return null;
        }
        StringBuilder upperCase = new StringBuilder(word);
        for (int i = 0; i < upperCase.length(); i++) {
            char each = upperCase.charAt(i);
            upperCase.setCharAt(i, each >= 'a' && each <= 'z' ? (char) (each + 'A' - 'a') : each);
        }
        String kept = upperCase.toString();
        return KEYWORDS.contains(kept) || (call && FUNCTIONS.contains(kept)) ? kept : null;
    }

    private static Set<String> set(String words) {
        return new HashSet<>(Arrays.asList(words.split(" ", -1)));
    }
}
