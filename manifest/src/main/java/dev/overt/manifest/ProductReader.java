package dev.overt.manifest;

import java.util.Set;

/** Reads {@code product:}. */
final class ProductReader {
    /** Taken by the schemas of a collector's store. */
    private static final Set<String> RESERVED_IDS =
            Set.of("overt", "main", "temp", "system", "information-schema", "pg-catalog");

    private ProductReader() {}

    static Product read(Value value) {
        Mapping product = value.mapping();
        Value id = product.required("id", "initrunner");
        Value command = product.optional("command");
        String word = id.word(Form.PRODUCT_ID);
        Product read = new Product(
                word,
                product.required("name", "InitRunner").word(),
                product.required("contact", "contact@initrunner.ai").word(Form.CONTACT),
                command.isPresent() ? command.word(Form.COMMAND) : word);
        if (RESERVED_IDS.contains(read.id())) {
            id.error(Rule.RESERVED, Problems.quote(read.id()) + " is taken by Overt itself.", "Choose another id.");
        }
        product.close();
        return read;
    }
}
