// Visits without signal: one page in which a visitor's own week lies sealed on the phone, is written up, and goes out
// when there is signal. The page itself comes from the server (OfflinePage.swift) and names nobody.

import { insideLine, line, showErrors, visitLine, writtenLine } from './offline-lines.js';
import { startChecks } from './offline-check.js';
import { changePhrase, forgetWeeks, hasVault, makeVault, openByPhrase, openByServer, plainPhrase } from './offline-vault.js';

const assets = document.querySelector('meta[name="assets"]').content;
const part = (id) => document.getElementById(id);
/// Milliseconds: until the page locks itself while nobody touches it, and between two tries to send.
const idleLimit = 15 * 60 * 1000;
const betweenTries = 20 * 1000;
/// How old a week may grow on the phone before it is thrown away.
const weekLimit = 8 * 24 * 60 * 60 * 1000;

// The design system lets a button work once a second; here nothing goes out twice, and the next visit may come at once.
for (const button of document.querySelectorAll('form [data-prevent-double-click]')) {
  button.removeAttribute('data-prevent-double-click');
}

/// The open store; null while the page is locked.
let vault = null;
/// What the server last said: whose session it is, the token for what is sent. Null without signal or signed out.
let server = null;
/// The visit that is being written: `{ writing, visit, child, name, … }`.
let open = null;
let lastTouch = Date.now();

function say(words) { part('status').textContent = words; }

function show(name) {
  for (const view of ['none', 'setup', 'locked', 'week', 'visit', 'check']) part(`view-${view}`).hidden = view !== name;
}

// Signal

/// Asks for the week. Sets `server`; returns 'ok', 'signed out', 'refused' or 'no signal'.
async function ask() {
  server = null;
  try {
    const answer = await fetch('/visits/offline/week', {
      headers: { Accept: 'application/json' }, cache: 'no-store', signal: AbortSignal.timeout(8000),
    });
    if (answer.status === 401) return 'signed out';
    if (answer.status === 403) return 'refused';
    if (!answer.ok) return 'no signal';
    server = await answer.json();
    if (vault && vault.owner !== server.owner) lock('Somebody else is signed in now.');
    return 'ok';
  } catch {
    return 'no signal';
  }
}

/// Puts the week that the server has just told into the store.
async function keepWeek() {
  await vault.put('week', {
    at: Date.now(), visits: server.visits, inside: server.inside, children: server.children, leftOut: server.left_out,
  });
}

async function start() {
  if (!crypto.subtle || !window.indexedDB || !navigator.serviceWorker) {
    part('why').textContent = 'This browser cannot do that, or the address is not secure.';
    return;
  }
  navigator.serviceWorker.register(`/visits/offline-worker.js?v=${assets.split('/').pop()}`, { scope: '/visits/offline' })
    .catch(() => say('This page could not be kept for places without signal. Open it again.'));
  const heard = await ask();
  if (heard === 'refused') {
    part('why').textContent = 'It is for those who visit families.';
    return;
  }
  if (heard === 'ok') {
    // Whoever signs in on a phone throws away the weeks of others. What they wrote and have not sent stays, sealed.
    await forgetWeeks(server.owner);
    vault = await openByServer(server.owner, server.key);
    if (!vault) {
      if (await hasVault(server.owner)) return lock('');
      show('setup');
      return;
    }
    await keepWeek();
    await clearSent();
    await showWeek();
    await send(true);
    return;
  }
  if (await hasVault()) return lock(heard === 'signed out' ? 'You are signed out.' : 'There is no signal.');
  part('why').textContent = heard === 'signed out'
    ? 'Sign in first, where there is signal.' : 'There is no signal, and nothing is kept on this phone for you yet.';
}

// Locking

function lock(words) {
  vault = null;
  open = null;
  part('form-visit').reset();
  // Nothing of anybody stays in the page, shown or hidden.
  checks.forget();
  for (const id of ['lines', 'waiting', 'last', 'visit-title', 'child', 'errors']) part(id).replaceChildren();
  say(words);
  show('locked');
}

part('form-setup').addEventListener('submit', async (event) => {
  event.preventDefault();
  const phrase = part('new_phrase').value;
  const plain = plainPhrase(phrase);
  if (plain.length < 12 || /^[\d\s]*$/.test(plain) || new Set(plain).size < 5) {
    say('Choose at least 12 letters. Three words are good.');
    part('new_phrase').focus();
    return;
  }
  say('Locking. This takes a moment.');
  if (vault) await changePhrase(server.owner, server.key, phrase);
  else vault = await makeVault(server.owner, server.key, phrase);
  try { localStorage.setItem('keywork-visits', 'kept'); } catch { /* Only spares others a look. */ }
  part('form-setup').reset();
  // Asks the browser not to throw it away when the phone grows full; some ask the person, some decide by themselves.
  navigator.storage?.persist?.().catch(() => {});
  await keepWeek();
  await showWeek();
  say('Your visits are on this phone.');
});

part('form-unlock').addEventListener('submit', async (event) => {
  event.preventDefault();
  say('Unlocking. This takes a moment.');
  const opened = await openByPhrase(part('phrase').value);
  part('form-unlock').reset();
  if (!opened) {
    say('These are not the words. Try again.');
    part('phrase').focus();
    return;
  }
  vault = opened;
  lastTouch = Date.now();
  await clearSent();
  await showWeek();
  await send(true);
});

part('new-words').addEventListener('click', () => show('setup'));
part('lock').addEventListener('click', () => lock('Locked.'));
for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, () => { lastTouch = Date.now(); }, true);
setInterval(async () => {
  if (vault && Date.now() - lastTouch > idleLimit) {
    await keepTyped();
    lock('Locked, because nobody used the page.');
  }
}, 10000);

// The list

async function week() {
  const kept = await vault.get('week');
  if (kept && Date.now() - kept.at > weekLimit) {
    await vault.remove('week');
    return null;
  }
  return kept;
}

/// What was sent is shown once; then the record has it, and what a person must look at stands on their list of today.
async function clearSent() {
  for (const one of await vault.all('writing:')) {
    if (one.sent || one.apart) await vault.remove(`writing:${one.writing}`);
  }
}

async function showWeek() {
  const [kept, written, outs] = [await week(), await vault.all('writing:'), await vault.all('out:')];
  const out = new Set(outs.map((one) => one.visit));
  const told = (list) => (list ?? []).map((one) => (out.has(one.visit) ? { ...one, check: null, isOut: true } : one));
  const [planned, inside] = [told(kept?.visits), told(kept?.inside)];
  open = null;
  show('week');
  part('waiting').replaceChildren(...written.map((one) => {
    const still = [...planned, ...inside].find((visit) => visit.visit === one.visit && visit.check);
    return writtenLine(one, () => write(one, one), () => throwAway(one), still ? () => checks.open(still) : null);
  }));
  const done = new Set(written.map((one) => one.visit));
  const visits = planned.filter((visit) => !done.has(visit.visit));
  part('lines').replaceChildren(
    ...inside.filter((visit) => !done.has(visit.visit))
      .map((visit) => insideLine(visit, visit.check ? () => checks.open(visit) : null)),
    ...visits.map((visit) => visitLine(
      visit, visit.on > today() ? null : () => write(visit),
      !visit.isOut && (visit.on === today() || visit.check) ? () => checks.open(visit) : null)));
  if (visits.length === 0) {
    part('lines').append(line(kept ? 'No other visit is planned in this week.' : 'The list of visits is too old. Connect once to get it again.'));
  }
  part('unplanned').hidden = !kept?.children.length;
  part('new-words').hidden = !server;
  sayHowMany(written, outs);
}

function sayHowMany(written, outs) {
  const waiting = written.filter((one) => !one.apart && !one.sent).length;
  if (outs.length > 0) {
    say('You are out. Nobody has heard it yet: it is told when there is signal. Call the duty desk as well.');
  } else if (waiting > 0) {
    say(`${waiting} visit${waiting === 1 ? ' waits' : 's wait'} on this phone. ${waiting === 1 ? 'It is' : 'They are'} sent when there is signal.`);
  } else if (!part('view-week').hidden) {
    say(server ? 'Everything is sent.' : 'No signal. What you write is kept on this phone.');
  }
}

async function throwAway(one) {
  await vault.remove(`writing:${one.writing}`);
  await showWeek();
}

/// Today where the phone is: visits are in England, and so is the phone.
function today() {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}

// Writing

const form = part('form-visit');
/// What stands in the form, by name; a question without an answer is left out.
function fields() {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}

function fill(values) {
  form.reset();
  for (const [name, value] of Object.entries(values)) {
    const control = form.elements.namedItem(name);
    if (control) control.value = value ?? '';
  }
}

/// Opens the form on a planned visit, on one that nobody had planned (`{}`), or on what was written before.
async function write(visit, written = null) {
  const kept = await week();
  open = {
    writing: written?.writing ?? crypto.randomUUID(), visit: visit.visit ?? null, child: visit.child ?? null,
    name: visit.name ?? '', when: visit.when ?? '', at: visit.at ?? '', last: visit.last ?? null,
  };
  const draft = written ? null : await vault.get(`draft:${open.visit ?? 'new'}`);
  if (draft) open.writing = draft.writing;
  const [year, month, day] = (visit.on ?? today()).split('-');
  fill(written?.fields ?? draft?.fields ?? {
    minutes: String(open.last?.minutes ?? 60), was_there: open.last?.was_there ?? '', kind: visit.kind ?? 'home',
    joint_with: visit.joint_with ?? '', held_at: visit.at ?? '',
    'held_on-day': String(Number(day)), 'held_on-month': String(Number(month)), 'held_on-year': year,
  });
  const isUnplanned = !open.visit && !open.child;
  part('whom').hidden = !isUnplanned;
  part('child').replaceChildren(...(kept?.children ?? []).map((child) => new Option(child.name, child.child)));
  if (isUnplanned && draft) part('child').value = draft.fields.child;
  form.querySelector('details').open = isUnplanned;
  part('visit-title').textContent = open.name ? `${open.name}, ${open.when}` : 'A visit that was not planned';
  showErrors(written?.errors ?? []);
  part('chart').hidden = !open.last?.has_chart;
  part('last').hidden = !open.last?.try_next;
  part('last').textContent = `Last time the family was going to try: ${open.last?.try_next ?? ''}`;
  say('');
  show('visit');
  part('visit-title').focus();
}

let pause = 0;
form.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(keepTyped, 400);
});
addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') keepTyped(); });
addEventListener('pagehide', () => { keepTyped(); });

/// What is half typed outlives the tab, sealed like the rest.
async function keepTyped() {
  clearTimeout(pause);
  if (!vault || !open || part('view-visit').hidden) return;
  await vault.put(`draft:${open.visit ?? 'new'}`, { writing: open.writing, fields: fields() });
}

/// What the server would say at once, said without it; the rest it says when it has been asked.
function problemsOf(values) {
  const found = [];
  if (values.seen.trim() === '') found.push('Enter what you saw and did');
  const minutes = Number(values.minutes);
  if (!Number.isInteger(minutes) || minutes < 5 || minutes > 480) found.push('The minutes it took must be between 5 and 480');
  if (values.held_at.trim() === '') found.push('Enter the time it began');
  const isJoint = values.kind === 'joint' || values.kind === 'joint_assessment';
  if (isJoint && values.joint_with.trim() === '') found.push('Enter who comes with you');
  return found;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  clearTimeout(pause);
  const values = fields();
  const problems = problemsOf(values);
  if (problems.length > 0) {
    showErrors(problems);
    part('errors').focus();
    return;
  }
  const child = open.child ?? values.child;
  const name = open.name || part('child').selectedOptions[0]?.textContent || '';
  const one = {
    ...open, child, name, fields: values, writtenAt: Math.floor(Date.now() / 1000),
    when: open.when || [values['held_on-day'], values['held_on-month'], values['held_on-year']].join(' '),
  };
  await vault.put(`writing:${one.writing}`, one);
  await vault.remove(`draft:${open.visit ?? 'new'}`);
  await showWeek();
  await send();
});

part('back').addEventListener('click', async () => {
  await keepTyped();
  await showWeek();
});
part('unplanned').addEventListener('click', () => write({}));

// Going in alone

const checks = startChecks({
  part, show, say,
  server: async () => (server || await ask() === 'ok') && vault && server.owner === vault.owner ? server : null,
  lost: () => { server = null; },
  keepOut: (visit) => vault?.put(`out:${visit.visit}`, { visit: visit.visit, child: visit.child }),
  forgetOut: (visit) => vault?.remove(`out:${visit.visit}`),
  back: async () => {
    if (server) await tryAgain();
    await showWeek();
  },
});

// Sending

/// The fields as the visit's form sends them; "in two weeks" becomes a day.
function sentFields(one) {
  const { next, child, ...values } = one.fields;
  const hasOther = values['next_on-day'] || values['next_on-month'] || values['next_on-year'];
  if (next && !hasOther) {
    const held = new Date(Date.UTC(values['held_on-year'], values['held_on-month'] - 1, values['held_on-day']));
    held.setUTCDate(held.getUTCDate() + Number(next));
    values.next_on = held.toISOString().slice(0, 10);
    values.next_at = one.at || values.held_at;
    for (const box of ['day', 'month', 'year']) delete values[`next_on-${box}`];
  }
  return {
    ...values, writing: one.writing, visit: one.visit ?? '', owner: vault.owner, written_at: String(one.writtenAt),
  };
}

let isSending = false;
/// Sends what waits, one after the other; what was refused before only where `all` is to be tried. Nothing leaves the
/// phone's store before the server has said that it has it.
async function send(all = false) {
  if (isSending || !vault) return;
  isSending = true;
  try {
    const waiting = (await vault.all('writing:')).filter((one) => !one.sent && !one.apart && (all || !one.errors));
    const outs = await vault.all('out:');
    if (waiting.length + outs.length === 0) return;
    const heard = server ? 'ok' : await ask();
    if (heard === 'signed out') say('Sign in to send your visits. They are kept on this phone.');
    if (heard !== 'ok' || !vault || server.owner !== vault.owner) return;
    for (const one of outs) if (!await sendOut(one)) return;
    // Who is out is watched no more: the list comes anew.
    if (outs.length > 0 && (await ask() !== 'ok' || !vault || server.owner !== vault.owner)) return;
    if (outs.length > 0) await keepWeek();
    for (const one of waiting) if (!await sendOne(one)) break;
    if (vault && !part('view-week').hidden) await showWeek();
  } finally {
    isSending = false;
  }
}

/// Tells that somebody is out of a visit. False where it is not worth going on now. Where the server says that nobody waits for
/// it any more, it was told elsewhere.
async function sendOut(one, isSecond = false) {
  let answer;
  try {
    answer = await fetch(`/children/${one.child}/visits/${one.visit}/check/ending`, {
      method: 'POST', body: '{}', signal: AbortSignal.timeout(20000), redirect: 'manual',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRF-Token': server.csrf },
    });
  } catch {
    server = null;
    return false;
  }
  if (answer.status === 403 && !isSecond) {
    return await ask() === 'ok' && vault?.owner === server.owner ? sendOut(one, true) : false;
  }
  if (![403, 404, 409].includes(answer.status) && !answer.ok && answer.type !== 'opaqueredirect') {
    server = null;
    return false;
  }
  await vault?.remove(`out:${one.visit}`);
  return true;
}

/// False where it is not worth trying the next one now.
async function sendOne(one, isSecond = false) {
  let answer;
  try {
    answer = await fetch(`/children/${one.child}/visit-writings`, {
      method: 'POST', body: JSON.stringify(sentFields(one)), signal: AbortSignal.timeout(20000),
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRF-Token': server.csrf },
    });
    if (answer.ok) {
      const told = await answer.json();
      await vault.remove(`writing:${one.writing}`);
      await vault.put(`writing:${one.writing}`, {
        writing: one.writing, visit: one.visit, name: one.name, when: one.when, path: told.path,
        sent: told.state === 'taken', apart: told.state !== 'taken',
      });
      return true;
    }
  } catch {
    server = null;
    return false;
  }
  if (answer.status === 401 || answer.status === 503 || answer.status === 429) {
    server = null;
    return false;
  }
  // The token may be that of a session that has ended: asked for anew, once.
  if (answer.status === 403 && !isSecond) {
    return await ask() === 'ok' && vault?.owner === server.owner ? sendOne(one, true) : false;
  }
  const told = await answer.json().catch(() => ({}));
  const errors = told.errors?.map((error) => error.message) ?? [told.detail ?? 'It could not be sent. Tell your manager'];
  await vault.put(`writing:${one.writing}`, { ...one, errors: errors.map((words) => words.replace(/\.$/, '')) });
  return true;
}

/// With signal again: what waits goes out, and the list is the newest.
async function tryAgain() {
  if (!vault || document.visibilityState === 'hidden') return;
  const heard = await ask();
  if (heard === 'ok' && vault && server.owner === vault.owner) {
    await keepWeek();
    await send(true);
    if (vault && !part('view-week').hidden) await showWeek();
  }
}
addEventListener('online', tryAgain);
addEventListener('offline', () => { server = null; if (vault && !part('view-week').hidden) showWeek(); });
setInterval(async () => {
  if (vault && !server) await tryAgain();
}, betweenTries);

// Another tab has signed out, or somebody else has signed in: the page forgets the key.
new BroadcastChannel('keywork').addEventListener('message', (event) => {
  if (event.data === 'signed out' && vault) lock('You are signed out.');
});

start();
