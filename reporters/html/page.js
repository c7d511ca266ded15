// Data is inserted as text nodes only, because it may come from the target.
const { clauses, exchanges } = JSON.parse(document.getElementById('data').textContent);
const exchangeById = new Map(exchanges.map((exchange) => [exchange.id, exchange]));
const glyphs = { failed: '✕', error: '‼', noticed: '!', waived: '~', unverified: '?', passed: '✓' };

function createElement(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children.filter((child) => child !== undefined));
  return node;
}

const plural = (number, noun) => `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;

function addCopyButton(command) {
  const text = command.querySelector('code');
  const button = createElement('button', { type: 'button', class: 'copy', 'aria-live': 'polite' }, 'Copy');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(text); // without a clipboard, the user can copy the selection
      button.textContent = 'Selected';
    }
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 1500);
  });
  command.append(button);
}

function createCommand(command) {
  const words = command.split(' ').flatMap((word, i) => [i > 0 ? ' ' : '', createElement('span', {}, word)]);
  const line = createElement('div', { class: 'command' }, createElement('code', {}, ...words));
  addCopyButton(line);
  return line;
}

function createExchangeItem(id) {
  const exchange = exchangeById.get(id);
  if (!exchange) return createElement('li', { class: 'soft' }, `exchange ${id} (not included in this page)`);
  const status = createElement('span', { class: 'response-status' }, exchange.status);
  const time = createElement('span', { class: 'soft' }, `${exchange.ms} ms`);
  const kind = createElement('span', { class: 'soft' }, exchange.kind);
  const summary = createElement(
    'summary',
    {},
    `#${id} `,
    kind,
    ' ',
    ...renderProse(exchange.description),
    ' → ',
    status,
    ' ',
    time,
  );
  const details = createElement('details', {}, summary);
  details.addEventListener(
    'toggle',
    () => {
      details.append(
        createElement(
          'div',
          { class: 'messages' },
          createMessage('sent', exchange.sent),
          createMessage('received', exchange.received),
        ),
      );
    },
    { once: true },
  );
  return createElement('li', {}, details);
}

const createMessage = (title, text) =>
  createElement('div', {}, createElement('h4', {}, title), createElement('pre', { tabindex: '0' }, text));

/** Text in which backticks mark `code`, as nodes. */
const renderProse = (text) =>
  text.split('`').map((part, i) => (i % 2 === 1 ? createElement('code', {}, part) : part));

function createOrigin(clause) {
  const link = clause.rfcUrl
    ? createElement('a', { href: clause.rfcUrl, rel: 'noreferrer' }, clause.rfc)
    : clause.rfc;
  return createElement(
    'p',
    { class: 'origin' },
    clause.source === clause.rfc ? undefined : createElement('span', {}, clause.source),
    clause.pointer,
    link,
  );
}

function createClauseArticle(clause) {
  const tag = createElement(
    'span',
    { class: `tag ${clause.verdict}` },
    `${glyphs[clause.verdict]} ${clause.verdict}`,
  );
  const head = createElement(
    'p',
    { class: 'tags' },
    tag,
    createElement('span', { class: 'level' }, clause.level),
    createElement('span', { class: 'soft' }, clause.family),
  );
  const counts = `${plural(clause.observed, 'exchange')} judged it${clause.found > 0 ? `, ${plural(clause.found, 'finding')}` : ''}.`;
  const article = createElement(
    'article',
    {},
    head,
    createElement('h3', {}, ...renderProse(clause.title)),
    clause.title === clause.description
      ? undefined
      : createElement('p', {}, ...renderProse(clause.description)),
    createElement('code', { class: 'id' }, clause.id),
    createOrigin(clause),
  );
  if (clause.reason) article.append(createElement('p', { class: 'reason' }, ...renderProse(clause.reason)));
  for (const finding of new Set(clause.findings))
    article.append(createElement('p', { class: 'received' }, finding));
  article.append(createElement('p', { class: 'soft' }, counts));
  if (clause.exchanges.length > 0)
    article.append(createElement('ul', { class: 'exchanges' }, ...clause.exchanges.map(createExchangeItem)));
  if (clause.replay) article.append(createCommand(clause.replay));
  return article;
}

/** Replaces the row of a line by a button with the same content. */
function createLineButton(line) {
  const row = line.querySelector('.row');
  const button = createElement('button', { type: 'button', 'aria-expanded': 'false' }, ...row.childNodes);
  row.replaceWith(button);
  return button;
}

const lines = [...document.querySelectorAll('.line[data-clauses]')].map((line) => ({
  line,
  button: createLineButton(line),
  clauses: line.dataset.clauses.split(' ').map((index) => clauses[Number(index)]),
}));

function close({ line, button }) {
  button.setAttribute('aria-expanded', 'false');
  line.querySelector('.panel')?.remove();
}

function open(entry) {
  close(entry);
  entry.button.setAttribute('aria-expanded', 'true');
  const shown = entry.clauses.filter(matchesFilters);
  entry.line.append(
    createElement(
      'div',
      { class: 'panel' },
      ...(shown.length > 0 ? shown : entry.clauses).map(createClauseArticle),
    ),
  );
}

for (const entry of lines) {
  entry.button.addEventListener('click', () =>
    entry.line.querySelector('.panel') ? close(entry) : open(entry),
  );
}

const form = document.querySelector('.filters');
form.hidden = false;
const output = form.querySelector('output');
const readFilters = () => ({
  text: form.elements.text.value.trim().toLowerCase(),
  family: form.elements.family.value,
  verdicts: [...form.querySelectorAll('[name=verdict]:checked')].map(({ value }) => value),
});

function matchesFilters(clause) {
  const { text, family, verdicts } = readFilters();
  const words = `${clause.id} ${clause.description} ${clause.reason ?? ''} ${clause.source} ${clause.pointer ?? ''} ${clause.rfc ?? ''}`;
  return (
    (family === '' || clause.family === family) &&
    (verdicts.length === 0 || verdicts.includes(clause.verdict)) &&
    words.toLowerCase().includes(text)
  );
}

function applyFilters() {
  const { text, family, verdicts } = readFilters();
  const active = text !== '' || family !== '' || verdicts.length > 0;
  document.body.classList.toggle('filtered', active);
  let shown = 0;
  for (const entry of lines) {
    const matching = entry.clauses.filter(matchesFilters).length;
    shown += matching;
    entry.line.hidden = matching === 0;
    if (entry.line.querySelector('.panel')) open(entry);
  }
  for (const group of document.querySelectorAll('.group')) {
    group.hidden = !group.querySelector('.line[data-clauses]:not([hidden])');
  }
  output.textContent = active
    ? `${shown} of ${plural(clauses.length, 'clause')}`
    : plural(clauses.length, 'clause');
}

form.addEventListener('input', applyFilters);
form.addEventListener('submit', (event) => event.preventDefault());

for (const link of document.querySelectorAll('a[data-show]')) {
  link.addEventListener('click', () => {
    form.reset();
    for (const box of form.querySelectorAll('[name=verdict]')) box.checked = box.value === link.dataset.show;
    applyFilters();
  });
}

const failures = [...document.querySelectorAll('.failure')];
for (const failure of failures.slice(2)) failure.open = false;
addEventListener('beforeprint', () => {
  for (const failure of failures) failure.open = true;
});

function followHash() {
  const failure = failures.find(({ id }) => `#${id}` === location.hash);
  if (failure) failure.open = true;
  const line = /^#L\d+$/.test(location.hash) ? document.querySelector(location.hash) : undefined;
  if (!line) return;
  line.closest('details')?.setAttribute('open', '');
  form.reset();
  applyFilters();
  const entry = lines.find((one) => one.line === line);
  if (entry) open(entry);
  line.scrollIntoView({ block: 'center' });
  entry?.button.focus({ preventScroll: true });
}

addEventListener('hashchange', followHash);
for (const command of document.querySelectorAll('.command')) addCopyButton(command);
applyFilters();
followHash();
