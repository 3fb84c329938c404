// Asks ktx's MCP server as an agent does, with the protocol's own client.
// Usage: node ask-ktx.mjs CLIENT_NAME COMMAND...; prints what each tool answered.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const [name, command, ...args] = process.argv.slice(2);
const client = new Client({ name, version: '1.7.2' });
await client.connect(new StdioClientTransport({ command, args, env: { ...process.env }, stderr: 'inherit' }));
console.log((await client.listTools()).tools.map((tool) => tool.name).join(' '));
for (const [tool, given] of [
  ['search', { word: 'berlin' }],
  ['query', { table: 'people' }],
  ['query', { table: 'salaries' }],
]) {
  const answer = await client.callTool({ name: tool, arguments: given });
  console.log(`${tool}: ${answer.isError ? 'failed' : answer.content[0].text.replaceAll('\n', ' | ')}`);
}
await client.close();
