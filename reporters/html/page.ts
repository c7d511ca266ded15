import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../spec/package-root.ts';
import type { RunRecord } from '../record.ts';
import { decideOutcome } from '../run-outcome.ts';
import { renderUntestedOperations } from './causes-index.ts';
import { renderContractSection } from './contract-section.ts';
import { renderEmbeddedData } from './embedded-data.ts';
import { renderFailuresSection } from './failures-section.ts';
import { html, trusted } from './markup.ts';
import { renderReportHeader } from './report-header.ts';
import { renderResponseTimesChart } from './response-times-chart.ts';
import { renderUnverifiedSection } from './unverified-section.ts';
import { renderFamilyChart, renderOperationChart } from './verdict-charts.ts';

const readAsset = (name: string): string => readFileSync(join(packageRoot, 'reporters/html', name), 'utf8');

const style = readAsset('page.css');
const script = readAsset('page.js');

const hashSource = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * A content security policy that allows only the style and script of the page itself: no text of a target can run or
 * load anything.
 */
const policy = [
  "default-src 'none'",
  `style-src ${hashSource(style)}`,
  `script-src ${hashSource(script)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const icons = { passed: '%231f7a4a', failed: '%23b3261e', error: '%23777' };

/** Renders the run as one self-contained page: the outcome, the failures, and the contract line by line. */
export function renderPage(record: RunRecord): string {
  const { status, description } = decideOutcome(record);
  const icon = `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><circle cx='8' cy='8' r='7' fill='${icons[status]}'/></svg>`;
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${status}: ${description} · ${record.suite.name}</title>
<link rel="icon" href="${icon}">
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the findings</a>
${renderReportHeader(record)}
<main id="main">
${renderUntestedOperations(record)}
${renderFailuresSection(record)}
${renderUnverifiedSection(record)}
<section id="figures" aria-labelledby="figures-title">
<h2 id="figures-title">The run in figures</h2>
${renderFamilyChart(record)}
${renderOperationChart(record)}
${renderResponseTimesChart(record)}
</section>
${renderContractSection(record)}
</main>
<footer><p>${record.suite.name} ${record.suite.version} judged ${record.contract.title} ${record.contract.version}. Secrets are placeholders such as ‹access token›.</p></footer>
<script type="application/json" id="data">${trusted(renderEmbeddedData(record))}</script>
<script>${trusted(script)}</script>
</body>
</html>
`;
  return markup;
}
