package dev.overt.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A product's manifest, compiled: what it may collect and under which consent. Immutable. */
public final class Policy {
    final String product;
    final String name;
    final String manifest;
    /** What a person types to run the product. */
    final String command;
    /** Whom a person writes to. */
    final String contact;

    /** Whether it is off until accepted. */
    final boolean asks;
    /** Whether it is on once a notice has been shown; if neither, it is on unless refused. */
    final boolean notifies;

    final String title;
    final String text;
    final String question;
    final int covers;
    final boolean offInCi;
    final boolean offWithoutTerminal;
    final List<String> quiet;
    /** In the order in which they are asked. */
    final List<Switch> switches;

    /** Files of preferences, which can only refuse. */
    final List<FileSwitch> files;

    final List<String> debugVariables;
    final List<String> collectorVariables;
    /** Commands that print the status of telemetry, too. */
    final List<String> statusIn;

    final String state;
    /** Whether events carry an install id. */
    final boolean hasInstallId;
    /** Whether events carry an id of their own only; if neither, none. */
    final boolean hasIdPerEvent;
    /** A file of its own for the install id, as a path that starts with {@code ~/}; empty where it is in the state. */
    final String idFile;

    final String collector;
    final long everyMillis;
    /** Null where events are spooled. */
    final @Nullable LiveLimits live;

    final List<String> summary;
    final List<String> never;
    final Property[] common;
    final List<Event> events;

    private Policy(Builder builder) {
        product = builder.product;
        name = builder.name;
        manifest = builder.manifest;
        command = builder.command;
        contact = builder.contact;
        asks = builder.asks;
        notifies = builder.notifies;
        title = builder.title;
        text = builder.text;
        question = builder.question;
        covers = builder.covers;
        offInCi = builder.offInCi;
        offWithoutTerminal = builder.offWithoutTerminal;
        quiet = List.of(builder.quiet);
        switches = List.copyOf(builder.switches);
        files = List.copyOf(builder.files);
        debugVariables = List.copyOf(builder.debugVariables);
        collectorVariables = List.copyOf(builder.collectorVariables);
        statusIn = List.of(builder.statusIn);
        state = Objects.requireNonNull(builder.state, "state");
        hasInstallId = builder.hasInstallId;
        hasIdPerEvent = builder.hasIdPerEvent;
        idFile = builder.idFile;
        collector = builder.collector;
        everyMillis = builder.everyMillis;
        live = builder.live;
        summary = List.of(builder.summary);
        never = List.of(builder.never);
        common = builder.common;
        events = List.of(builder.events);
    }

    /** Starts the policy of one product; {@code manifest} is {@code sha256:} and the hash of its manifest. */
    public static Builder builder(String product, String name, String manifest) {
        return new Builder(product, name, manifest);
    }

    /** The product's name for people. */
    public String name() {
        return name;
    }

    /** What a person types to run the product. */
    public String command() {
        return command;
    }

    /** Whether {@code command} is one that prints the status of telemetry, too. */
    public boolean showsStatus(String command) {
        return statusIn.contains(command);
    }

    /** What the prompt or the notice is about, in a few words; may be empty. */
    public String title() {
        return title;
    }

    /** The prompt's or the notice's explanation; may be empty. */
    public String text() {
        return text;
    }

    /** The prompt's question; empty where nobody is asked. */
    public String question() {
        return question;
    }

    /** Whether events are to be shown instead of recorded. */
    boolean debugs(Map<String, String> environment) {
        for (String each : debugVariables) {
            if (Switch.truthy(environment.get(each))) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code event} is this policy's own; by identity, so that no other can pass for it. */
    boolean declares(Event event) {
        return events.contains(event);
    }

    /** Collects a policy. Not thread-safe. */
    public static final class Builder {
        private final String product;
        private final String name;
        private final String manifest;
        private String command;
        private String contact = "";
        private boolean asks = true;
        private boolean notifies;
        private String title = "";
        private String text = "";
        private String question = "";
        private int covers = 1;
        private boolean offInCi;
        private boolean offWithoutTerminal;
        private String[] quiet = {};
        private final List<Switch> switches = new ArrayList<>();
        private final List<FileSwitch> files = new ArrayList<>();
        private final List<String> debugVariables = new ArrayList<>();
        private final List<String> collectorVariables = new ArrayList<>();
        private String[] statusIn = {};
        private String state;
        private boolean hasInstallId = true;
        private boolean hasIdPerEvent;
        private String idFile = "";
        private String collector = "";
        private long everyMillis = 3_600_000L;
        private @Nullable LiveLimits live;
        private String[] summary = {};
        private String[] never = {};
        private Property[] common = {};
        private Event[] events = {};

        private Builder(String product, String name, String manifest) {
            this.product = Objects.requireNonNull(product, "product");
            this.name = Objects.requireNonNull(name, "name");
            this.manifest = Objects.requireNonNull(manifest, "manifest");
            this.command = product;
            this.state = "~/." + product + "/telemetry.json";
        }

        /** What a person types to run the product; its id unless said. */
        public Builder command(String command) {
            this.command = command;
            return this;
        }

        /** Whom a person writes to: an e-mail address or a page. */
        public Builder contact(String contact) {
            this.contact = contact;
            return this;
        }

        /** Off until accepted. */
        public Builder ask(String title, String text, String question) {
            this.asks = true;
            this.notifies = false;
            this.title = title;
            this.text = text;
            this.question = question;
            return this;
        }

        /** On once a notice has been shown. */
        public Builder notice(String title, String text) {
            this.asks = false;
            this.notifies = true;
            this.title = title;
            this.text = text;
            return this;
        }

        /** On unless refused. */
        public Builder on() {
            this.asks = false;
            this.notifies = false;
            return this;
        }

        /** How much is collected: an answer given to a lower number does not cover this. */
        public Builder covers(int covers) {
            this.covers = covers;
            return this;
        }

        /** Off where the variable {@code CI} is set. */
        public Builder offInCi() {
            this.offInCi = true;
            return this;
        }

        /** Off where standard input or output is not a terminal. */
        public Builder offWithoutTerminal() {
            this.offWithoutTerminal = true;
            return this;
        }

        /** Commands that neither ask nor report. */
        public Builder quiet(String... commands) {
            this.quiet = commands.clone();
            return this;
        }

        /** A variable that turns telemetry off when set to anything but 0 or false. */
        public Builder offWhenTruthy(String variable) {
            switches.add(new Switch(variable, List.of(), List.of(), true));
            return this;
        }

        /** A variable that turns telemetry on or off by a word, in lower case; a word of neither list turns it off. */
        public Builder onOff(String variable, String[] on, String[] off) {
            switches.add(new Switch(variable, List.of(on), List.of(off), false));
            return this;
        }

        /**
         * A file of preferences that can refuse: by one of the words {@code off} at {@code key}, a dotted path in its
         * JSON, or as its whole content where {@code key} is empty. A word of neither list refuses, too.
         */
        public Builder file(String path, String key, String[] on, String[] off) {
            files.add(new FileSwitch(path, key, List.of(on), List.of(off)));
            return this;
        }

        /** Commands that print the status of telemetry, too. */
        public Builder statusIn(String... commands) {
            this.statusIn = commands.clone();
            return this;
        }

        /** A variable that prints what would be sent, and sends nothing. */
        public Builder debugWhenTruthy(String variable) {
            debugVariables.add(variable);
            return this;
        }

        /** A variable that names another collector: {@code http://KEY@HOST:PORT/}. */
        public Builder collectorFrom(String variable) {
            collectorVariables.add(variable);
            return this;
        }

        /** Where the choice is kept: a path that starts with {@code ~/}. */
        public Builder state(String path) {
            this.state = inHome("state", path);
            return this;
        }

        /** Keeps the install id in a file of its own: a path that starts with {@code ~/}. */
        public Builder idFile(String path) {
            this.idFile = inHome("idFile", path);
            return this;
        }

        /** Events carry an id of their own only, so that no two of them can be told to be of one installation. */
        public Builder idPerEvent() {
            this.hasInstallId = false;
            this.hasIdPerEvent = true;
            return this;
        }

        /** Events carry no id of an installation. */
        public Builder noId() {
            this.hasInstallId = false;
            this.hasIdPerEvent = false;
            return this;
        }

        private static String inHome(String name, String path) {
            if (!path.startsWith("~/")) {
                throw new IllegalArgumentException(name + " must start with ~/ but is " + path);
            }
            return path;
        }

        /** The built-in collector, and how long to wait between uploads at least. */
        public Builder collector(String url, long everyMillis) {
            this.collector = url;
            this.everyMillis = everyMillis;
            return this;
        }

        /**
         * Nothing is spooled: events wait in memory, at most {@code maxEvents}, and are sent each time the interval
         * between uploads has passed, again {@code retries} times if that fails, and at the exit of the process for
         * at most {@code exitMillis}.
         */
        public Builder live(int maxEvents, int retries, long exitMillis) {
            this.live = new LiveLimits(maxEvents, retries, exitMillis);
            return this;
        }

        /** What is collected, one line for each event, for people. */
        public Builder summary(String... lines) {
            this.summary = lines.clone();
            return this;
        }

        /** What is never collected, for people. */
        public Builder never(String... things) {
            this.never = things.clone();
            return this;
        }

        /** The properties of every event. */
        public Builder common(Property... properties) {
            this.common = properties.clone();
            return this;
        }

        /** The declared events. */
        public Builder events(Event... events) {
            this.events = events.clone();
            return this;
        }

        /** The policy. */
        public Policy build() {
            return new Policy(this);
        }
    }
}
