package dev.overt.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.store.RecentIds.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RecentIdsTest {
    private static final long DAY_MILLIS = 86_400_000;

    private static List<UUID> ids(int count, long seed) {
        Random random = new Random(seed);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(new UUID(random.nextLong(), random.nextLong()));
        }
        return ids;
    }

    @Test
    void filter_hasEveryIdThatWasAdded_andHardlyAnother_whenItIsFull() {
        IdFilter filter = new IdFilter(1 << 20);
        List<UUID> added = new ArrayList<>();
        for (UUID id : ids(400_000, 1)) {
            if (!filter.isFull()) {
                filter.add(id);
                added.add(id);
            }
        }

        assertThat(added).hasSize((1 << 23) / 24).allMatch(filter::mayHave);
        assertThat(ids(1_000_000, 2).stream().filter(filter::mayHave)).hasSizeLessThan(50);
    }

    @Test
    void filter_tellsIdsApart_thatDifferInOneBitOrCount() {
        IdFilter filter = new IdFilter(1 << 16);
        for (long i = 0; i < 10_000; i++) {
            filter.add(new UUID(0x7000, 2 * i));
        }

        long mistaken = 0;
        for (long i = 0; i < 10_000; i++) {
            mistaken += filter.mayHave(new UUID(0x7000, 2 * i + 1)) ? 1 : 0;
        }
        assertThat(mistaken).isLessThan(10);
    }

    @Test
    void find_saysWhenAnIdWasReceived_andNothingOfANewOne() {
        RecentIds recent = new RecentIds(Long.MAX_VALUE);
        List<UUID> ids = ids(100_000, 3);
        for (int i = 0; i < ids.size(); i++) {
            recent.add(ids.get(i), 1_000L + i);
        }

        for (int i = 0; i < ids.size(); i += 997) {
            long at = 1_000L + i;
            UUID id = ids.get(i);
            assertThat(recent.find(List.of(id)))
                    .anySatisfy((stretch, found) -> assertThat(found).containsExactly(id))
                    .anySatisfy((stretch, found) -> assertThat(at).isBetween(stretch.fromMillis(), stretch.toMillis()));
        }
        assertThat(recent.find(ids(1_000, 4))).isEmpty();
    }

    @Test
    void add_forgetsGenerations_thatAreOlderThanTheHorizon() {
        RecentIds recent = new RecentIds(Long.MAX_VALUE);
        List<UUID> ids = ids(200_000, 5);
        for (int i = 0; i < ids.size(); i++) {
            recent.add(ids.get(i), i / 2_000 * DAY_MILLIS);
        }

        assertThat(recent.find(ids.subList(0, 20_000)).values().stream()
                        .mapToInt(List::size)
                        .sum())
                .isLessThan(10);
        assertThat(recent.find(ids.subList(80_000, 200_000)).values().stream()
                        .mapToInt(List::size)
                        .sum())
                .isGreaterThanOrEqualTo(120_000);
    }

    @Test
    void add_forgetsTheOldest_beforeItTakesTooMuchMemory() {
        RecentIds recent = new RecentIds(1 << 20);
        List<UUID> ids = ids(1_000_000, 6);
        for (int i = 0; i < ids.size(); i++) {
            recent.add(ids.get(i), i);
        }

        assertThat(recent.find(ids.subList(0, 1_000)).values().stream()
                        .mapToInt(List::size)
                        .sum())
                .isLessThan(10);
        assertThat(recent.find(ids.subList(999_000, 1_000_000)).values().stream()
                        .mapToInt(List::size)
                        .sum())
                .isGreaterThanOrEqualTo(1_000);
        assertThat(recent.find(ids.subList(999_000, 1_000_000)).keySet())
                .extracting(Stretch::toMillis)
                .contains(999_999L);
    }
}
