// The page's only script. Whatever comes from the data goes through textContent: it is text of strangers.
const { clauses, exchanges } = JSON.parse(document.getElementById('data').textContent);
const exchangeById = new Map(exchanges.map((exchange) => [exchange.id, exchange]));
const glyphs = { failed: '✕', error: '‼', noticed: '!', waived: '~', unverified: '?', passed: '✓' };

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

const plural = (number, noun) => `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;

function copyable(command) {
  const text = command.querySelector('code');
  const button = element('button', { type: 'button', class: 'copy', 'aria-live': 'polite' }, 'Copy');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(text); // no clipboard here: ready for the keyboard
      button.textContent = 'Selected';
    }
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 1500);
  });
  command.append(button);
}

function commandLine(command) {
  const words = command.split(' ').flatMap((word, i) => [i > 0 ? ' ' : '', element('span', {}, word)]);
  const line = element('div', { class: 'command' }, element('code', {}, ...words));
  copyable(line);
  return line;
}

function exchangeItem(id) {
  const exchange = exchangeById.get(id);
  if (!exchange) return element('li', { class: 'soft' }, `exchange ${id} (not kept in this page)`);
  const answer = element('span', { class: 'answer' }, exchange.answer);
  const time = element('span', { class: 'soft' }, `${exchange.ms} ms`);
  const kind = element('span', { class: 'soft' }, exchange.kind);
  const summary = element('summary', {}, `#${id} `, kind, ` ${exchange.says} → `, answer, ' ', time);
  const details = element('details', {}, summary);
  details.addEventListener(
    'toggle',
    () => {
      const sent = element(
        'div',
        {},
        element('h4', {}, 'sent'),
        element('pre', { tabindex: '0' }, exchange.sent),
      );
      const received = element(
        'div',
        {},
        element('h4', {}, 'received'),
        element('pre', { tabindex: '0' }, exchange.received),
      );
      details.append(element('div', { class: 'messages' }, sent, received));
    },
    { once: true },
  );
  return element('li', {}, details);
}

/** Prose with `code` in backticks. */
const prose = (text) => text.split('`').map((part, i) => (i % 2 === 1 ? element('code', {}, part) : part));

function originOf(clause) {
  const link = clause.rfcUrl
    ? element('a', { href: clause.rfcUrl, rel: 'noreferrer' }, clause.rfc)
    : clause.rfc;
  return element(
    'p',
    { class: 'origin' },
    clause.source === clause.rfc ? undefined : element('span', {}, clause.source),
    clause.pointer,
    link,
  );
}

function clauseArticle(clause) {
  const tag = element(
    'span',
    { class: `tag ${clause.verdict}` },
    `${glyphs[clause.verdict]} ${clause.verdict}`,
  );
  const head = element(
    'p',
    { class: 'tags' },
    tag,
    element('span', { class: 'level' }, clause.level),
    element('span', { class: 'soft' }, clause.family),
  );
  const counts = `${plural(clause.observed, 'exchange')} could judge it${clause.found > 0 ? `, ${plural(clause.found, 'finding')}` : ''}.`;
  const article = element(
    'article',
    {},
    head,
    element('h3', {}, ...prose(clause.says)),
    element('code', { class: 'id' }, clause.id),
    originOf(clause),
  );
  if (clause.reason) article.append(element('p', { class: 'reason' }, ...prose(clause.reason)));
  for (const finding of new Set(clause.findings))
    article.append(element('p', { class: 'received' }, finding));
  article.append(element('p', { class: 'soft' }, counts));
  if (clause.exchanges.length > 0)
    article.append(element('ul', { class: 'exchanges' }, ...clause.exchanges.map(exchangeItem)));
  if (clause.replay) article.append(commandLine(clause.replay));
  return article;
}

const lines = [...document.querySelectorAll('.line[data-clauses]')].map((line) => ({
  line,
  button: line.querySelector('button'),
  clauses: line.dataset.clauses.split(' ').map((index) => clauses[Number(index)]),
}));

function close({ line, button }) {
  button.setAttribute('aria-expanded', 'false');
  line.querySelector('.panel')?.remove();
}

function open(entry) {
  close(entry);
  entry.button.setAttribute('aria-expanded', 'true');
  const shown = entry.clauses.filter(fits);
  entry.line.append(
    element('div', { class: 'panel' }, ...(shown.length > 0 ? shown : entry.clauses).map(clauseArticle)),
  );
}

for (const entry of lines) {
  entry.button.addEventListener('click', () =>
    entry.line.querySelector('.panel') ? close(entry) : open(entry),
  );
}

const form = document.querySelector('.filters');
const output = form.querySelector('output');
const wanted = () => ({
  text: form.elements.text.value.trim().toLowerCase(),
  family: form.elements.family.value,
  verdicts: [...form.querySelectorAll('[name=verdict]:checked')].map(({ value }) => value),
});

function fits(clause) {
  const { text, family, verdicts } = wanted();
  const words = `${clause.id} ${clause.says} ${clause.reason ?? ''} ${clause.source} ${clause.pointer ?? ''} ${clause.rfc ?? ''}`;
  return (
    (family === '' || clause.family === family) &&
    (verdicts.length === 0 || verdicts.includes(clause.verdict)) &&
    words.toLowerCase().includes(text)
  );
}

function filter() {
  const { text, family, verdicts } = wanted();
  const active = text !== '' || family !== '' || verdicts.length > 0;
  document.body.classList.toggle('filtered', active);
  let shown = 0;
  for (const entry of lines) {
    const fitting = entry.clauses.filter(fits).length;
    shown += fitting;
    entry.line.hidden = fitting === 0;
    if (entry.line.querySelector('.panel')) open(entry);
  }
  for (const group of document.querySelectorAll('.group')) {
    group.hidden = !group.querySelector('.line[data-clauses]:not([hidden])');
  }
  output.textContent = active
    ? `${shown} of ${plural(clauses.length, 'clause')}`
    : plural(clauses.length, 'clause');
}

form.addEventListener('input', filter);
form.addEventListener('submit', (event) => event.preventDefault());

for (const link of document.querySelectorAll('a[data-show]')) {
  link.addEventListener('click', () => {
    form.reset();
    for (const box of form.querySelectorAll('[name=verdict]')) box.checked = box.value === link.dataset.show;
    filter();
  });
}

function followHash() {
  const line = /^#L\d+$/.test(location.hash) ? document.querySelector(location.hash) : undefined;
  if (!line) return;
  line.closest('details')?.setAttribute('open', '');
  form.reset();
  filter();
  const entry = lines.find((one) => one.line === line);
  if (entry) open(entry);
  line.scrollIntoView({ block: 'center' });
  entry?.button.focus({ preventScroll: true });
}

addEventListener('hashchange', followHash);
for (const command of document.querySelectorAll('.command')) copyable(command);
filter();
followHash();
