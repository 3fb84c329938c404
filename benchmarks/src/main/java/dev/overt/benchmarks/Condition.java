package dev.overt.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** What a run finds: the network in one state, and the disk in one. */
record Condition(Network network, Home.Disk disk) {

    /** Every state of the network with a good disk, and every other disk with a collector that answers. */
    static List<Condition> all() {
        List<Condition> all = new ArrayList<>();
        for (Network network : Network.values()) {
            all.add(new Condition(network, Home.Disk.GOOD));
        }
        all.add(new Condition(Network.UP, Home.Disk.READ_ONLY));
        all.add(new Condition(Network.UP, Home.Disk.FULL));
        return all;
    }

    String words() {
        return switch (disk) {
            case GOOD -> network.words();
            case READ_ONLY -> "read-only home";
            case FULL -> "full disk";
        };
    }
}
