// Does with an unmodified posthog-node all that its documentation shows, beside one declared event.
// Usage: node send-posthog-node.mjs COLLECTOR_ADDRESS WRITE_KEY; prints what the client asked for got, and its errors.
import { PostHog } from 'posthog-node';

const [address, writeKey] = process.argv.slice(2);
const install = '3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b';
const client = new PostHog(writeKey, {
  host: address, flushAt: 20, flushInterval: 0, personalApiKey: 'phx_planted-secret', featureFlagsPollingInterval: 60_000,
});
client.on('error', (error) => {
  console.log(`error: ${error.name}`);
  for (const drop of error.drops ?? []) {
    console.log(`dropped: ${drop.details}`);
  }
});

client.capture({
  distinctId: install,
  event: 'cli_first_run',
  properties: { os: 'Linux', python_version: '3.12', initrunner_version: '2026.8.10', install_method: 'pipx', cwd: 'planted-secret' },
  groups: { company: 'planted-secret' },
  timestamp: new Date(Date.now() - 60_000),
});
client.identify({ distinctId: install, properties: { email: 'planted-secret@example.org' } });
client.alias({ distinctId: install, alias: 'planted-secret' });
client.groupIdentify({ groupType: 'company', groupKey: 'planted-secret', properties: { name: 'planted-secret' } });
client.captureException(new Error('planted-secret'), install);
console.log(`flag: ${(await client.evaluateFlags(install)).isEnabled('any')}`);
console.log(`flags: ${JSON.stringify(await client.getAllFlags(install))}`);
await client.shutdown(10_000);
console.log('sent');
