package dev.overt.manifest;

import org.jspecify.annotations.Nullable;

/** Reads {@code identity:}, one word or a mapping: {@code {kind: install-id, file: ~/.tool/id}}. */
final class IdentityReader {
    private IdentityReader() {}

    static Identity read(Value value) {
        if (value.isScalar()) {
            return new Identity(kind(value), null);
        }
        Mapping identity = value.mapping();
        Identity.Kind kind = kind(identity.required("kind", "install-id"));
        Value file = identity.optional("file");
        String path = file(file, kind);
        identity.close();
        return new Identity(kind, path);
    }

    private static Identity.Kind kind(Value value) {
        return value.oneOf(Choice.among(Identity.Kind.values()), Identity.Kind.INSTALL_ID);
    }

    private static @Nullable String file(Value file, Identity.Kind kind) {
        if (!file.isPresent()) {
            return null;
        }
        if (kind != Identity.Kind.INSTALL_ID) {
            file.error(Rule.UNUSED, "An id that is not kept needs no file.", "Remove `file`.");
            return null;
        }
        return file.word(Form.STATE);
    }
}
