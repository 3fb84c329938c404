package dev.overt.collector.log;

/**
 * One installation of a product, as its events name it.
 *
 * @param id 32 hexadecimal digits, in lower case
 */
public record Installation(String product, String id) {
    /** Without the id, which stands in no message. */
    @Override
    public String toString() {
        return "an installation of " + product;
    }
}
