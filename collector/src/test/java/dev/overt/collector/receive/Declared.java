package dev.overt.collector.receive;

import dev.overt.manifest.PropertyType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether a kept value is one that its type declares, found out without the rules that keep it. */
final class Declared implements PropertyType.Visitor<Boolean> {
    private Object value = "";

    /** Asks of {@code kept} from now on. */
    Declared of(Object kept) {
        value = kept;
        return this;
    }

    private String text() {
        return (String) value;
    }

    private boolean matches(String form) {
        return text().matches(form);
    }

    private boolean isWord(PropertyType.ClosedSet set) {
        return set.values().contains(value) || Objects.equals(set.otherwise(), value);
    }

    private static boolean isNumber(BigDecimal number, PropertyType.DecimalRange type) {
        return number.compareTo(type.min()) >= 0
                && number.compareTo(type.max()) <= 0
                && number.stripTrailingZeros().scale() <= type.decimals();
    }

    private static boolean inOrder(List<?> words, PropertyType.ClosedSet set) {
        List<String> order = new ArrayList<>(set.values());
        if (set.otherwise() != null) {
            order.add(set.otherwise());
        }
        List<String> expected = order.stream().filter(words::contains).toList();
        return expected.equals(words);
    }

    private boolean isLine(PropertyType.FreeText type) {
        return text().codePointCount(0, text().length()) <= type.maxCharacters()
                && text().codePoints().noneMatch(Character::isISOControl)
                && text().codePoints()
                        .noneMatch(point -> point == 0x2028 || Character.getType(point) == Character.SURROGATE);
    }

    @Override
    public Boolean enumeration(PropertyType.Enumeration type) {
        return isWord(type);
    }

    @Override
    public Boolean flag(PropertyType.Flag type) {
        return value instanceof Boolean;
    }

    @Override
    public Boolean integer(PropertyType.IntegerRange type) {
        return value instanceof Long number && number >= type.min() && number <= type.max();
    }

    @Override
    public Boolean number(PropertyType.DecimalRange type) {
        return value instanceof Double number && isNumber(new BigDecimal(number.toString()), type);
    }

    @Override
    public Boolean bucket(PropertyType.Bucket type) {
        return type.labels().contains(value);
    }

    @Override
    public Boolean version(PropertyType.Version type) {
        return value.equals(type.otherwise()) || matches("[0-9]+(\\.[0-9]+){0,2}");
    }

    @Override
    public Boolean operatingSystem(PropertyType.OperatingSystem type) {
        return PropertyType.OperatingSystem.NAMES.contains(value);
    }

    @Override
    public Boolean architecture(PropertyType.Architecture type) {
        return PropertyType.Architecture.NAMES.contains(value);
    }

    @Override
    public Boolean platform(PropertyType.Platform type) {
        return isWord(type);
    }

    @Override
    public Boolean installMethod(PropertyType.InstallMethod type) {
        return isWord(type);
    }

    @Override
    public Boolean errorClass(PropertyType.ErrorClass type) {
        return isWord(type);
    }

    @Override
    public Boolean name(PropertyType.Name type) {
        return matches("[A-Za-z0-9][A-Za-z0-9 ._:/+-]*")
                && !matches("sk-.*|xox.*|/.*|.*  .*")
                && text().length() <= type.maxCharacters();
    }

    @Override
    public Boolean hash(PropertyType.Hash type) {
        return matches("[0-9a-f]{32}");
    }

    @Override
    public Boolean sessionId(PropertyType.SessionId type) {
        return matches("[0-9a-f]{32}");
    }

    @Override
    public Boolean list(PropertyType.WordList type) {
        return value instanceof List<?> list && list.size() <= type.maxItems() && inOrder(list, type);
    }

    @Override
    public Boolean counts(PropertyType.WordCounts type) {
        return value instanceof Map<?, ?> map
                && inOrder(List.copyOf(map.keySet()), type)
                && map.values().stream().allMatch(count -> (Long) count > 0 && (Long) count <= type.maxCount());
    }

    @Override
    public Boolean text(PropertyType.Text type) {
        return isLine(type);
    }

    @Override
    public Boolean sql(PropertyType.Sql type) {
        return isLine(type);
    }
}
