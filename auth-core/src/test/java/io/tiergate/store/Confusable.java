package io.tiergate.store;

/** Two texts that some database, collation, driver or query builder takes for one, and that are two. */
enum Confusable {
    CASE("alice", "Alice"),
    TRAILING_SPACE("alice", "alice "),
    LEADING_SPACE("alice", " alice"),
    INNER_SPACES("a b", "a  b"),
    NO_BREAK_SPACE("a b", "a\u00a0b"),
    ZERO_WIDTH_SPACE("ab", "a\u200bb"),
    SOFT_HYPHEN("ab", "a\u00adb"),
    ACCENT("e", "\u00e9"),
    COMPOSITION("\u00e9", "e\u0301"),
    SHARP_S("stra\u00dfe", "strasse"),
    CAPITAL_SHARP_S("\u00df", "\u1e9e"),
    DOTLESS_I("i", "\u0131"),
    DOTTED_CAPITAL_I("I", "\u0130"),
    FINAL_SIGMA("\u03c3", "\u03c2"),
    OHM_AND_OMEGA("\u2126", "\u03a9"),
    FULL_WIDTH("a", "\uff41"),
    KANA("\u304b", "\u30ab"),
    LIGATURE("\ufb01", "fi"),
    CYRILLIC("a", "\u0430"),
    DIGITS("1", "\u0661"),
    LEADING_ZERO("1", "01"),
    SUPPLEMENTARY("\ud83d\ude00", "\ud83d\ude01"),
    SUPPLEMENTARY_AND_QUESTION_MARK("\ud83d\ude00", "?"),
    SUPPLEMENTARY_AND_REPLACEMENT("\ud83d\ude00", "\ufffd"),
    PERCENT("a%", "ab"),
    UNDERSCORE("a_c", "abc"),
    STAR("a*", "ab"),
    BACKSLASH("a\\b", "ab"),
    BACKSLASH_AT_THE_END("a\\", "a"),
    BACKSLASH_ESCAPE("a\\n", "an"),
    QUOTE("o'hara", "o''hara"),
    DOUBLE_QUOTE("\"a\"", "a"),
    COMMENT("a--b", "a"),
    PARAMETER("?", ":name"),
    JDBC_ESCAPE("{d '2026-01-01'}", "2026-01-01"),
    EXPRESSION("#{1}", "1");

    private final String one;
    private final String other;

    Confusable(String one, String other) {
        this.one = one;
        this.other = other;
    }

    String one() {
        return one;
    }

    String other() {
        return other;
    }
}
