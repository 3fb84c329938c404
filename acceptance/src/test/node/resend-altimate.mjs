// Sends events of Altimate Code through an unmodified applicationinsights 2 that keeps on disk what it has to send again,
// until it is ended.
// Usage: TMPDIR=FOLDER node resend-altimate.mjs COLLECTOR_ADDRESS KEY
import insights from 'applicationinsights';

const [address, key] = process.argv.slice(2);
const client = new insights.TelemetryClient(`InstrumentationKey=${key};IngestionEndpoint=${address}`);
client.channel.setUseDiskRetryCaching(true, 50);

const send = (count) => new Promise((done) => {
  client.trackEvent({ name: 'tool_outputs_pruned', measurements: { count } });
  client.trackEvent({ name: 'session_forked', measurements: { message_count: count } });
  client.flush({ callback: done });
});
for (let count = 1; ; count++) {
  await send(count);
  await new Promise((done) => setTimeout(done, 300));
}
