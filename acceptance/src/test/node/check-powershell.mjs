// Reads the telemetry of an installer in PowerShell as a syntax tree, and prints each place at which it could fail where no
// test runs it: in Windows PowerShell 5.1 as in PowerShell 7, and in the scope of an installer with a will of its own.
// Usage: node check-powershell.mjs SCRIPT...
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {Language, Parser} from 'web-tree-sitter';

const KNOWN = new Set(['$true', '$false', '$null', '$error', '$executioncontext', '$psversiontable', '$pshome',
  '$islinux', '$ismacos', '$env:processor_architew6432', '$env:processor_architecture', '$overttelemetry']);
// Variables that PowerShell sets by itself, so that a script must not.
const AUTOMATIC = new Set(['$args', '$event', '$foreach', '$home', '$host', '$input', '$matches', '$pid', '$profile', '$sender',
  '$switch', '$this', ...KNOWN].filter(name => name !== '$overttelemetry'));
// All of them in .NET Framework 4.5 and later, and in what PowerShell 7 stands on. [X]::new() is of PowerShell 5.
const TYPES = new Set(['Array', 'DateTime', 'Console', 'Environment', 'Guid', 'NullString', 'Diagnostics.Process',
  'Diagnostics.ProcessStartInfo', 'Globalization.CultureInfo', 'IO.Directory', 'IO.DirectoryNotFoundException', 'IO.File',
  'IO.FileInfo', 'IO.FileNotFoundException', 'IO.Path', 'Net.Http.HttpClient', 'Net.Http.HttpClientHandler',
  'Net.Http.StringContent', 'Net.ServicePointManager', 'Reflection.Assembly', 'Text.Encoding', 'Text.UTF8Encoding',
  'char', 'char[]', 'int', 'long', 'regex', 'string', 'string[]', 'type']);
// What only PowerShell 7 has must stand in a line that asks for the system, since 5.1 runs on Windows alone.
const ONLY_IN_7 = ['SetUnixFileMode', 'OSArchitecture'];
const OPERATORS = new Set(['-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-ceq', '-cne', '-ccontains', '-cnotcontains',
  '-cnotmatch', '-creplace', '-as']);

const problems = new Set();
const report = (node, what) => problems.add(`${node.row}: ${what}: ${node.text.split('\n')[0]}`);

// The tree as plain objects, which take a hundredth of the time that the parser's own nodes do.
function plain(cursor, text, parent) {
  const node = {type: cursor.nodeType, start: cursor.startIndex, end: cursor.endIndex, row: cursor.startPosition.row + 1, parent,
    missing: cursor.nodeIsMissing, children: []};
  node.text = text.slice(node.start, node.end);
  if (cursor.gotoFirstChild()) {
    do node.children.push(plain(cursor, text, node)); while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return node;
}

function parsed(parser, text) {
  return plain(parser.parse(text).walk(), text, null);
}

function every(node, ...types) {
  const found = types.includes(node.type) ? [node] : [];
  return found.concat(...node.children.map(child => every(child, ...types)));
}

function checkTree(root) {
  const missing = node => (node.missing ? [node] : []).concat(...node.children.map(missing));
  every(root, 'ERROR').concat(missing(root)).forEach(node => report(node, 'is no PowerShell'));
  every(root, '&&', '||').forEach(node => report(node, 'is of PowerShell 7'));
}

// Only functions of the script are called: no cmdlet, alias or program, which a person may have replaced.
function checkCommands(root) {
  const functions = new Set(every(root, 'function_name').map(node => node.text));
  every(root, 'command_name').filter(node => !functions.has(node.text))
    .forEach(node => report(node, 'is none of the script\'s functions'));
  every(root, 'command_parameter').forEach(node => report(node, 'is a parameter of a command'));
  every(root, 'function_name')
    .filter(node => !/^(Invoke-WithTelemetry|(Start|Set|Complete)-Telemetry|[A-Z][a-z]+-Overt[A-Za-z]+)$/.test(node.text))
    .forEach(node => report(node, 'may be a function of the installer\'s'));
}

function checkTypes(root) {
  every(root, 'type_literal').filter(node => !TYPES.has(node.text.slice(1, -1)))
    .forEach(node => report(node, 'is a type that is not known to be everywhere'));
}

function checkWords(root, text) {
  every(root, 'comparison_operator').filter(node => !OPERATORS.has(node.text))
    .forEach(node => report(node, 'is an operator that takes no heed of case'));
  text.split('\n').forEach((line, index) => {
    const node = {row: index + 1, text: line};
    if (/[^\x20-\x7e]/.test(line)) report(node, 'is not all ASCII');
    if (ONLY_IN_7.some(word => line.includes(word)) && !line.includes('if (-not $OvertTelemetry.Windows)')) {
      report(node, 'asks Windows PowerShell for what PowerShell 7 has');
    }
  });
}

// What a function reads it has as a parameter or has set before. A block that is handed to Invoke-OvertQuietly is run at
// once, and sees what the function around it has.
function checkVariables(definition) {
  const own = (node, ...types) => (types.includes(node.type) ? [node] : [])
    .concat(...node.children.filter(child => child.type !== 'function_statement').map(child => own(child, ...types)));
  const set = new Set();
  for (const variable of own(definition, 'variable')) {
    const name = variable.text.toLowerCase();
    if (isSet(variable)) {
      if (AUTOMATIC.has(name) && name !== '$null') report(variable, 'is a variable that PowerShell sets');
      set.add(name);
    } else if (!set.has(name) && !KNOWN.has(name)) {
      report(variable, 'is read before it is set');
    }
  }
}

function isSet(variable) {
  let node = variable;
  while (node.parent && node.parent.start === node.start && node.parent.end === node.end) node = node.parent;
  const loop = variable.parent.type === 'foreach_statement';
  const operator = node.parent?.children[1]?.text;
  return loop || variable.parent.type === 'script_parameter' ||
    (node.type === 'left_assignment_expression' && operator === '=');
}

// What another process runs is one argument, on one line: without a double quote, and each statement with its end.
function checkPost(root, parser) {
  const posts = every(root, 'script_block_expression').filter(node => /^\{\s*try/.test(node.text));
  if (posts.length !== 1) return report(root, `has ${posts.length} blocks that post`);
  const line = posts[0].text.slice(1, -1).replace(/\s+/g, ' ');
  if (/["#\\]/.test(line)) report(posts[0], 'has a character that an argument cannot have');
  checkTree(parsed(parser, line));
  const unended = every(posts[0], 'statement_list').flatMap(list => list.children)
    .filter((node, index, all) => node.type !== 'empty_statement' && all[index + 1]?.type !== 'empty_statement');
  unended.forEach(node => report(node, 'has no semicolon behind it'));
}

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(
  createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')));
for (const script of process.argv.slice(2)) {
  const text = readFileSync(script, 'utf8').replace(/\n$/, '');
  const root = parsed(parser, text);
  checkTree(root);
  checkCommands(root);
  checkTypes(root);
  checkWords(root, text);
  every(root, 'function_statement').forEach(checkVariables);
  checkPost(root, parser);
}
console.log([...problems].join('\n'));
