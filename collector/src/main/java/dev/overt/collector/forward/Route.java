package dev.overt.collector.forward;

/** From a product to one of its destinations, by the ids of both. */
record Route(String product, String destination) {
    @Override
    public String toString() {
        return product + "/" + destination;
    }
}
