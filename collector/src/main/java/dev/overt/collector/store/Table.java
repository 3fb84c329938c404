package dev.overt.collector.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query.
 *
 * @param rows one list of values for each row, as long as {@code columns}; a value is a String, a boxed number, a Boolean
 *     or null; lists and maps are their JSON text, other types their text
 */
public record Table(List<String> columns, List<List<@Nullable Object>> rows) {}
