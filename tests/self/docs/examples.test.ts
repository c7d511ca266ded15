import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFiles, read, root } from './repository.ts';

const documents = listFiles('docs').filter((file) => file.endsWith('.md'));
const examples = listFiles('docs/examples').filter((file) => /\.(mjs|ts)$/.test(file));
const section = /(<!-- example (\S+) -->\n)[\s\S]*?(<!-- \/example \2 -->)/g;

test.each(documents)('%s shows the examples as the smoke test runs them', async (document) => {
  const updated = read(document).replace(section, (_, start: string, name: string, end: string) => {
    const language = name.endsWith('.ts') ? 'ts' : 'js';
    return `${start}\n\`\`\`${language}\n${read(`docs/examples/${name}`)}\`\`\`\n\n${end}`;
  });
  await expect(updated).toMatchFileSnapshot(join(root, document));
});

test('every example is shown in a document', () => {
  const shown = documents.flatMap((document) =>
    [...read(document).matchAll(section)].map(([, , name]) => name),
  );
  expect(shown.sort()).toEqual(examples.map((file) => file.replace('docs/examples/', '')).sort());
});
