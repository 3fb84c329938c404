package dev.overt.collector.log;

final class FakeEventLogTest extends EventLogContract {
    @Override
    EventLog open() {
        return new FakeEventLog();
    }
}
