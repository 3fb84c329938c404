// Sends an event and a trace of Altimate Code through an unmodified @azure/monitor-opentelemetry-exporter, which is what
// applicationinsights 3 sends by. It insists on https, and has no id of its own for an event either.
// Usage: NODE_EXTRA_CA_CERTS=FILE node export-altimate.mjs COLLECTOR_ADDRESS KEY
import { AzureMonitorLogExporter } from '@azure/monitor-opentelemetry-exporter';
import { LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';

const [address, key] = process.argv.slice(2);
const exporter = new AzureMonitorLogExporter({
  connectionString: `InstrumentationKey=${key};IngestionEndpoint=${address}`, disableOfflineStorage: true,
});
const provider = new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter })] });
const logger = provider.getLogger('altimate');
logger.emit({
  body: 'session',
  attributes: {
    'microsoft.custom_event.name': 'environment_census', warehouse_types: ['duckdb'], dbt_detected: true,
    dbt_materializations: '{"view":3}', feature_flags: [], cli_version: '0.8.10',
    session_id: '0123456789abcdef0123456789abcdef',
  },
});
logger.emit({ body: 'planted-secret trace' });
await provider.forceFlush();
await provider.shutdown();
console.log('sent');
