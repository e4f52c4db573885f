// Reads a JSON Schema on stdin, writes TypeScript interfaces of its `$defs` on stdout.
const { compile } = require('json-schema-to-typescript');

/** An object of which the schema names no property is a free mapping; say so, or it would become `{}`. */
function openMappings(node) {
  if (Array.isArray(node)) {
    node.forEach(openMappings);
  } else if (node !== null && typeof node === 'object') {
    if (node.type === 'object' && !('properties' in node)) {
      node.additionalProperties ??= true;
    }
    Object.values(node).forEach(openMappings);
  }
}

async function main() {
  let text = '';
  for await (const chunk of process.stdin) {
    text += chunk;
  }
  const schema = JSON.parse(text);
  openMappings(schema.$defs);
  const types = await compile(schema, 'Protocol', {
    additionalProperties: false,
    bannerComment: '',
    style: { arrowParens: 'avoid', singleQuote: true, trailingComma: 'none' },
    unreachableDefinitions: true
  });
  process.stdout.write(
    types
      .replace(
        / \*\n \* This interface was referenced by [^]*?\n \*\/\n/g,
        ' */\n'
      )
      .replace(
        /\/\*\*\n \* This interface was referenced by [^]*?\n \*\/\n/g,
        ''
      )
      .replace('export interface Protocol {}\n', '')
  );
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
