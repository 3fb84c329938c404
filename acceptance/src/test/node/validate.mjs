// Checks a YAML file by a JSON Schema, as an editor does: node validate.mjs SCHEMA FILE
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { load } from 'js-yaml';

const [schema, file] = process.argv.slice(2);
const validate = new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(readFileSync(schema, 'utf8')));
const valid = validate(load(readFileSync(file, 'utf8')));
for (const error of validate.errors ?? []) {
  console.error(`${error.instancePath} ${error.message}`);
}
process.exit(valid ? 0 : 1);
