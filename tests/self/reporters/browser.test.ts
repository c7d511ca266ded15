import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeReports } from '../../../reporters/write-reports.ts';
import { createRecord } from './sample-record.ts';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = process.env.CHROMIUM_PATH ?? known.find((path) => existsSync(path));
const title = executablePath
  ? 'the report in Chromium'
  : 'the report in Chromium (skipped: none found; set CHROMIUM_PATH)';

describe.skipIf(executablePath === undefined)(title, () => {
  let browser: Browser;
  let folder = '';
  /** Console messages, errors and external requests of all pages. */
  const messages: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'report-'));
    const { contract } = createRecord();
    // Enough lines for all clauses. More lines would slow axe down.
    await writeReports(
      createRecord({ contract: { ...contract, lines: contract.lines.slice(0, 360) } }),
      folder,
    );
    // Chromium has no sandbox for the root user of a container. The page is trusted.
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  async function open(
    options: { colorScheme?: 'light' | 'dark'; width?: number; hash?: string; policy?: string } = {},
  ): Promise<Page> {
    const { colorScheme = 'light', width = 1280, hash = '', policy } = options;
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const url = pathToFileURL(join(folder, 'index.html')).href + hash;
    if (policy !== undefined) {
      const headers = { 'content-type': 'text/html', 'content-security-policy': policy };
      await page.route('http://report.test/', (route) =>
        route.fulfill({ path: join(folder, 'index.html'), headers }),
      );
      await page.goto('http://report.test/');
      return page;
    }
    page.on('console', (message) => messages.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => messages.push(`error: ${error.message}`));
    page.on(
      'request',
      (request) => request.url().startsWith('file:') || messages.push(`request: ${request.url()}`),
    );
    await page.goto(url);
    return page;
  }

  /** Opens all lines, failures and exchanges. */
  async function openAll(page: Page): Promise<void> {
    await page.evaluate("for (const b of document.querySelectorAll('.line > button')) b.click()");
    await page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true");
    await page.waitForSelector('.messages');
  }

  test('the page begins with the outcome, followed by the causes', async () => {
    const page = await open();
    expect(await page.locator('h1').textContent()).toMatch(/^failed\s+5 MUST clauses are not met$/);
    expect(await page.locator('.failure').count()).toBe(5);
    expect(await page.locator('.failure[open]').count()).toBe(2);
  });

  test('all causes are headings, and an index of them begins above the fold, on wide and narrow screens', async () => {
    for (const width of [1280, 390]) {
      const page = await open({ width });
      const links = page.locator('nav.index a');
      expect(await links.count()).toBe(5);
      const box = await links.last().boundingBox();
      expect((box?.y ?? 9999) + (box?.height ?? 0)).toBeLessThan(900);
      await links.nth(3).click();
      await page.locator('#cause-4[open]').waitFor(); // `hashchange` comes after the click
      expect(await page.locator('.failure h3').count()).toBe(5);
    }
  });

  test('every cause is open in print', async () => {
    const page = await open();
    expect(await page.locator('.failure[open]').count()).toBe(2);
    await page.pdf();
    expect(await page.locator('.failure[open]').count()).toBe(5);
  });

  test('links outside of text, buttons and summaries are at least 24 px high', async () => {
    const page = await open({ width: 390 });
    await openAll(page);
    const small = await page.evaluate<string[]>(`
      [...document.querySelectorAll('button, summary, nav a, .legend a, .filters label')]
        .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 24)
        .map((one) => one.outerHTML.slice(0, 100))`);
    expect(small).toEqual([]);
  });

  test('the page is readable under a policy that blocks its style and script', async () => {
    const page = await open({ policy: "sandbox; default-src 'none'; img-src 'self'; style-src 'self'" });
    // biome-ignore lint/performance/useDomNodeTextContent: line breaks as they are rendered
    const text = await page.locator('body').innerText();
    expect(text).toMatch(/^ +"customer": \{\n +"id": "4b8ba6c9[^\n]*\n +"type": "individual",\n/m);
    expect(text).toMatch(/customer.email is null, not a string/);
    expect(await page.locator('.failure[open]').count()).toBe(5);
    expect(await page.locator('.filters').isVisible()).toBe(false);
    const box = await page.locator('svg.bar').first().boundingBox();
    expect(box?.height).toBeLessThan(20);
  });

  test('a line opens its clauses, their exchanges and the replay command', async () => {
    const page = await open({ hash: '#L353' });
    const panel = page.locator('#L353 .panel');
    await panel.locator('.exchanges summary').first().click();
    expect(await panel.textContent()).toContain('expected a string, received null at /customer/email');
    expect(await panel.locator('.messages').textContent()).toContain(
      'POST http://127.0.0.1:8000/v1/customer-sessions/',
    );
    expect(await panel.locator('.command').textContent()).toContain('npm test -- --replay=');
    await page.locator('#L353 > button').press('Enter');
    expect(await panel.count()).toBe(0);
  });

  test('filters by verdict, family and text hide the other clauses', async () => {
    const page = await open();
    const shown = () => page.locator('output').textContent();
    expect(await shown()).toBe('11 clauses');
    await page.getByRole('checkbox', { name: 'failed' }).check();
    expect(await shown()).toBe('5 of 11 clauses');
    await page.getByRole('combobox', { name: 'Family' }).selectOption('response shape');
    expect(await shown()).toBe('3 of 11 clauses');
    await page.getByRole('searchbox').fill('FORMAT');
    expect(await shown()).toBe('1 of 11 clauses');
    expect(await page.locator('.line:visible').count()).toBe(1);
    await page.getByRole('link', { name: 'waived' }).click();
    expect(await page.locator('.line:visible').count()).toBe(1);
  });

  // Both colour schemes have the same structure, so the second run checks only contrasts.
  test.each([
    ['light', {}],
    ['dark', { runOnly: ['color-contrast'] }],
  ] as const)(
    'axe finds no violation in the %s scheme, with everything open',
    async (colorScheme, options) => {
      const page = await open({ colorScheme });
      await openAll(page);
      await page.evaluate(axe.source);
      const violations = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
        `axe.run(${JSON.stringify(options)}).then((r) => r.violations)`,
      );
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    },
  );

  test('a narrow screen needs no horizontal scrolling', async () => {
    const page = await open({ width: 360 });
    await openAll(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  test('no script of the target runs, nothing is requested, and the console is empty', async () => {
    const page = await open();
    await openAll(page);
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    expect(messages).toEqual([]);
  });
});
