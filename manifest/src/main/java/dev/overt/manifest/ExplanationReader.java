package dev.overt.manifest;

/** Reads what the maintainers say in their own words. */
final class ExplanationReader {
    private ExplanationReader() {}

    static Explanation read(Mapping file) {
        return new Explanation(
                file.optional("purpose").texts(),
                file.optional("separate").statements(),
                file.optional("history").statements(),
                file.optional("links").statements());
    }
}
