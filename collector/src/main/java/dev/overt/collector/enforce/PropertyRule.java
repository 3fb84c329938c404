package dev.overt.collector.enforce;

import dev.overt.manifest.PropertyType;

/**
 * The check of one property: what of a sent value may be kept.
 *
 * <pre>
 * type                         sent     kept                                   else
 * enum, platform,
 * install-method, error-class  string   a word of the set                      otherwise, or refused without one
 * os, arch                     string   the word that is meant                 other
 * bucket                       string   a label                                refused
 * boolean                      boolean  true, false                            refused
 * integer                      integer  min … max                              refused
 * number                       number   rounded half up, then min … max        refused
 * version                      string   a version, cut; see VersionText        otherwise, or refused without one
 * name                         string   a name; see NameText                   refused
 * hash, session-id             string   [0-9a-f]{32}                           refused
 * list                         array    words of the set; see WordListRule     each word as in an enum
 * counts                       object   counts of words; see WordCountsRule    each word as in an enum
 * text, sql                    string   one line, cut; see OneLine
 * </pre>
 *
 * A value of another kind than the property's is always refused. Rules are immutable: any number of threads.
 */
interface PropertyRule {
    /** What is kept of a sent value. */
    Checked check(Object value);

    static PropertyRule of(PropertyType type) {
        return type.accept(PropertyRules.OF_TYPES);
    }
}
