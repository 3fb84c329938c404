/** Text scrubbing and SQL masking, for products that declare free text. */
module dev.overt.scrub {
    requires static org.jspecify;

    exports dev.overt.scrub;
}
