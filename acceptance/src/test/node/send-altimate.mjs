// Sends Altimate Code's events through an unmodified applicationinsights 2, which writes each property as a string, and
// beside them a metric, a trace, a property and an event that the manifest does not declare.
// Usage: node send-altimate.mjs COLLECTOR_ADDRESS KEY
import insights from 'applicationinsights';

const [address, key] = process.argv.slice(2);
const client = new insights.TelemetryClient(`InstrumentationKey=${key};IngestionEndpoint=${address}`);
client.context.tags['ai.user.id'] = '7d9f0c5e-9a7d-4e1f-8b6c-2d1a0e9f8c7b';
client.commonProperties = { cli_version: '0.8.10', session_id: '0123456789abcdef0123456789abcdef' };

client.trackEvent({
  name: 'environment_census',
  properties: {
    warehouse_types: ['duckdb', 'snowflake'], dbt_detected: true, dbt_materializations: { view: 3, table: 12 },
    feature_flags: [], working_directory: '/home/planted-secret/project',
  },
});
client.trackEvent({
  name: 'agent_outcome',
  properties: { agent: 'builder', outcome: 'completed' },
  measurements: { tool_calls: 7, generations: 3, cost: 0.015 },
});
client.trackEvent({ name: 'prompt_text', properties: { prompt: 'planted-secret prompt' } });
client.trackMetric({ name: 'planted-secret metric', value: 1 });
client.trackTrace({ message: 'planted-secret trace' });
client.flush({ callback: (answer) => console.log(answer) });
