import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RunRecord } from '../record.ts';
import { outcomeOf } from '../run-outcome.ts';
import { familiesChart, operationsChart, timesChart } from './charts.ts';
import { contractSection } from './contract.ts';
import { embeddedData } from './data.ts';
import { storiesSection } from './failures.ts';
import { html, trusted } from './markup.ts';
import { masthead } from './report-header.ts';

const style = readFileSync(new URL('./page.css', import.meta.url), 'utf8');
const script = readFileSync(new URL('./page.js', import.meta.url), 'utf8');

const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded and nothing runs but the page's own style and script, whatever a target put into the page. */
const policy = [
  "default-src 'none'",
  `style-src ${digest(style)}`,
  `script-src ${digest(script)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const icons = { passed: '%231f7a4a', failed: '%23b3261e', error: '%23777' };

/** The run as one page that needs nothing else: the verdict, the stories, and the contract line by line. */
export function page(record: RunRecord): string {
  const { word, says } = outcomeOf(record);
  const icon = `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><circle cx='8' cy='8' r='7' fill='${icons[word]}'/></svg>`;
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${word}: ${says} · ${record.suite.name}</title>
<link rel="icon" href="${icon}">
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the findings</a>
${masthead(record)}
<main id="main">
${storiesSection(record)}
<section id="figures" aria-labelledby="figures-title">
<h2 id="figures-title">The run in figures</h2>
${familiesChart(record)}
${operationsChart(record)}
${timesChart(record)}
</section>
${contractSection(record)}
</main>
<footer><p>${record.suite.name} ${record.suite.version} judged ${record.contract.title} ${record.contract.version}. Secrets are placeholders such as ‹access token›.</p></footer>
<script type="application/json" id="data">${trusted(embeddedData(record))}</script>
<script>${trusted(script)}</script>
</body>
</html>
`;
  return markup;
}
