package dev.overt.scrub;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of SQL that say what a statement does, and name nothing of anybody's. */
final class SqlWords {
    private static final int MAX_CHARACTERS = 20;

    private static final Set<String> KEYWORDS =
            set("ADD ALL ALTER ANALYZE AND ANY ARRAY AS ASC BEGIN BETWEEN BIGINT BOOLEAN BOTH BY CALL CASCADE CASE"
                    + " CAST CHAR CHARACTER CHECK COLLATE COLUMN COMMIT CONFLICT CONSTRAINT CREATE CROSS CURRENT"
                    + " CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP DATABASE DATE DECIMAL DECLARE DEFAULT DELETE DESC"
                    + " DISTINCT DO DROP DUPLICATE ELSE END ESCAPE EXCEPT EXECUTE EXISTS EXPLAIN FALSE FETCH FILTER FIRST"
                    + " FLOAT FOLLOWING FOR FOREIGN FROM FULL FUNCTION GRANT GROUP HAVING IF IGNORE ILIKE IN INDEX INNER"
                    + " INSERT INT INTEGER INTERSECT INTERVAL INTO IS JOIN JSON JSONB KEY LAST LATERAL LEADING LEFT LIKE"
                    + " LIMIT LOCK MATERIALIZED MERGE MINUS NATURAL NEXT NOT NOTHING NULL NULLS NUMERIC OF OFFSET ON ONLY"
                    + " OR ORDER OUTER OVER OVERLAPS PARTITION PRECEDING PRIMARY PROCEDURE RANGE REAL RECURSIVE REFERENCES"
                    + " RENAME REPLACE RETURNING REVOKE RIGHT ROLLBACK ROW ROWS SCHEMA SELECT SEQUENCE SET SHOW SMALLINT"
                    + " SOME TABLE TEMPORARY TEXT THEN TIME TIMESTAMP TO TOP TRAILING TRANSACTION TRIGGER TRUE TRUNCATE"
                    + " UNBOUNDED UNION UNIQUE UNKNOWN UPDATE USING VALUES VARCHAR VIEW WHEN WHERE WINDOW WITH WITHIN");

    private static final Set<String> FUNCTIONS =
            set("ABS ARRAY_AGG AVG CEIL COALESCE CONCAT CONVERT COUNT DATEDIFF DATE_ADD DATE_PART DATE_TRUNC"
                    + " DENSE_RANK EXP EXTRACT FIRST_VALUE FLOOR GREATEST GROUP_CONCAT JSON_AGG LAG LAST_VALUE LEAD LEAST"
                    + " LENGTH LOG LOWER LTRIM MAX MIN MOD NOW NULLIF NVL POSITION POWER RANDOM RANK ROUND ROW_NUMBER"
                    + " RTRIM SQRT STDDEV STRING_AGG SUBSTR SUBSTRING SUM TO_CHAR TO_DATE TO_TIMESTAMP TRIM TRUNC UNNEST"
                    + " UPPER");

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
