// Sends InitRunner's two events through an unmodified posthog-node, with what the real InitRunner
// puts on them, and beside them a property and an event that the manifest does not declare.
// Usage: node send-initrunner.mjs COLLECTOR_ADDRESS WRITE_KEY; exits 1 when the client reports an error.
import { PostHog } from 'posthog-node';

const [address, writeKey] = process.argv.slice(2);
const install = '3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b';
const errors = [];

const client = new PostHog(writeKey, { host: address, flushAt: 20, flushInterval: 0 });
client.on('error', (error) => errors.push(String(error)));

const common = {
  os: 'Linux', python_version: '3.12', initrunner_version: '2026.8.10', $lib: 'initrunner-cli',
  $process_person_profile: false, $geoip_disable: true, $ip: '0.0.0.0',
};
client.capture({
  distinctId: install, event: 'cli_first_run', properties: { ...common, install_method: 'pipx' },
});
client.capture({
  distinctId: install,
  event: 'cli_command',
  properties: {
    ...common, command: 'run', status: 'error', exit_code: 1, duration_bucket: '1-5s',
    is_tty: true, is_ci: false, error_kind: 'FileNotFoundError',
    working_directory: '/home/planted-secret/project',
  },
});
client.capture({
  distinctId: install, event: 'prompt_text', properties: { ...common, prompt: 'planted-secret prompt' },
});

await client.shutdown(10_000);
if (errors.length > 0) {
  console.error(errors.join('\n'));
  process.exit(1);
}
console.log('sent');
