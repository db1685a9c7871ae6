// What scripts add to pages that work without them. No dependency but the design system's own file, and nothing inline,
// so that the content security policy can be 'self' alone.

const assets = document.querySelector('meta[name="assets"]')?.content ?? '';

/// Milliseconds without typing before what was typed is sent.
const pause = 1500;

/// Keeps what is typed into a form with `data-keep`: after a pause, and when the page is hidden or left.
function keepDrafts() {
  for (const form of document.querySelectorAll('form[data-keep]')) new Draft(form);
}

class Draft {
  constructor(form) {
    this.form = form;
    this.timer = 0;
    this.isSent = false;
    if (!form.elements.namedItem('form_page')) form.append(hiddenInput('form_page', location.pathname));
    // A form that was sent and refused is worth keeping before anything more is typed.
    this.kept = form.hasAttribute('data-refused') ? '' : this.body();
    this.status = statusLine(form);
    form.addEventListener('input', () => this.later());
    form.addEventListener('change', () => this.later());
    form.addEventListener('submit', () => { this.isSent = true; clearTimeout(this.timer); });
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') this.keep(); });
    addEventListener('pagehide', () => this.keep());
    // A page that comes back from the browser's memory may be typed into again.
    addEventListener('pageshow', (event) => { if (event.persisted) this.isSent = false; });
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), pause);
  }

  /// The fields as they stand; never a password, a code, a file, or the id that marks the form as sent.
  body() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === 'string' && !this.isSecret(name)) fields.append(name, value);
    }
    // A page may have several forms, each with its own draft. Not `form.action`: that is the field of this name, where there is one.
    fields.append('form_to', new URL(this.form.getAttribute('action') ?? '', location).pathname);
    return fields.toString();
  }

  isSecret(name) {
    if (name === 'form_id') return true;
    return [...this.form.elements].some(
      (control) => control.name === name && (control.type === 'password'
        || /password|one-time-code|cc-/.test(control.autocomplete || '') || control.hasAttribute('data-secret')));
  }

  async keep() {
    clearTimeout(this.timer);
    const body = this.body();
    if (this.isSent || body === this.kept) return;
    const before = this.kept;
    this.kept = body;
    try {
      const answer = await fetch('/drafts', {
        method: 'POST', body, credentials: 'same-origin', redirect: 'manual',
        // A browser lets a page that is going away send 64 kB and no more.
        keepalive: body.length < 60000,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Accept': 'application/json' },
      });
      if (!answer.ok && answer.type !== 'opaqueredirect') throw new Error(String(answer.status));
      if (!this.isSent) this.status.textContent = `Saved ${clock(new Date())}`;
    } catch {
      this.kept = before;
      if (!this.isSent) this.status.textContent = 'Not saved yet. Keep this page open.';
    }
  }
}

function statusLine(form) {
  const line = document.createElement('p');
  line.className = 'govuk-body-s app-draft-status';
  line.setAttribute('role', 'status');
  form.append(line);
  return line;
}

function hiddenInput(name, value) {
  const input = document.createElement('input');
  input.type = 'hidden';
  input.name = name;
  input.value = value;
  return input;
}

/// 10.32am, as pages write it; on the browser's own clock.
function clock(date) {
  const hours = date.getHours();
  const minutes = date.getMinutes();
  const shown = hours % 12 === 0 ? 12 : hours % 12;
  return `${shown}${minutes === 0 ? '' : `.${String(minutes).padStart(2, '0')}`}${hours < 12 ? 'am' : 'pm'}`;
}

/// A form that is on its way is not sent a second time by an impatient finger. The server refuses it as well.
function sendOnce() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.getAttribute('method') !== 'post' || event.defaultPrevented) return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = 'yes';
    setTimeout(() => { delete form.dataset.sending; }, 5000);
  });
  addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.sending;
  });
}

function offerPrinting() {
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
}

/// How hard a text is to read, said while it is written: the sum of ReadingAge.swift, which measures again on saving.
function measureReading() {
  for (const box of document.querySelectorAll('[data-reading]')) new Reading(box);
}

class Reading {
  constructor(box) {
    const form = box.closest('form');
    this.box = box;
    this.fields = box.dataset.reading.split(' ').map((name) => form.elements.namedItem(name)).filter(Boolean);
    let timer = 0;
    for (const field of this.fields) {
      field.addEventListener('input', () => {
        clearTimeout(timer);
        timer = setTimeout(() => this.measure(), 400);
      });
    }
    box.setAttribute('aria-live', 'polite');
    this.measure();
  }

  measure() {
    const text = this.fields.map((field) => field.value).join('\n');
    const sentences = text.split(/[.!?\n]/).map((part) => part.match(/[\p{L}\p{M}'’]+/gu) ?? [])
      .filter((words) => words.length > 0);
    const words = sentences.flat();
    const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
    const grade = 0.39 * words.length / sentences.length + 11.8 * syllables / words.length - 15.59;
    const years = Math.min(25, Math.max(5, Math.round(grade + 5)));
    const long = sentences.filter((sentence) => sentence.length > 25)
      .reduce((longest, sentence) => (sentence.length > longest.length ? sentence : longest), []);
    const hard = [...new Set(words.filter((word) => syllablesOf(word) >= 4).map((word) => word.toLowerCase()))];
    const isKnown = words.length >= 10;
    const isTooHigh = isKnown && years > Number(this.box.dataset.readingLimit);
    this.show('none', !isKnown);
    this.show('age', isKnown, years);
    this.show('warning', isTooHigh);
    this.show('sentence', isKnown && long.length > 0, long.join(' ').slice(0, 160));
    this.show('words', isKnown && hard.length > 0, hard.slice(0, 8).join(', '));
    this.box.querySelector('.govuk-tag').className = `govuk-tag govuk-tag--${isTooHigh ? 'yellow' : 'green'}`;
  }

  /// What has not changed is not written again, so that a screen reader says only what is new.
  show(part, isShown, words) {
    const line = this.box.querySelector(`[data-reading-${part}]`);
    const place = line.querySelector('span');
    if (line.hidden === isShown) line.hidden = !isShown;
    if (isShown && place && place.textContent !== String(words)) place.textContent = words;
  }
}

/// Groups of vowels, a silent e at the end not counted.
function syllablesOf(word) {
  const groups = word.toLowerCase().match(/[aeiouy]+/g) ?? [];
  const isSilent = /[^aeiouy]e$/i.test(word) && word.length > 2 && !/[^aeiouy]le$/i.test(word.slice(-3));
  return Math.max(1, groups.length - (isSilent && groups.length > 1 ? 1 : 0));
}

/// Brings the progress of a simulation up to date in its place while somebody watches, for ten minutes at most. The page
/// itself never changes under its reader: when the simulation has ended, it says so with a link to the answer.
function followProgress() {
  // Without scripts the page reloads as a whole, where its reader has asked for that.
  if (new URLSearchParams(location.search).has('follow')) return;
  for (const box of document.querySelectorAll('[data-progress]')) new Progress(box);
}

class Progress {
  constructor(box) {
    this.box = box;
    this.left = 200;
    this.isOn = true;
    this.said = document.createElement('p');
    this.said.className = 'govuk-body';
    this.said.setAttribute('role', 'status');
    this.button = document.createElement('button');
    this.button.type = 'button';
    this.button.className = 'govuk-button govuk-button--secondary';
    this.button.textContent = 'Stop updating';
    this.button.addEventListener('click', () => this.turn());
    box.after(this.said, this.button);
    this.later();
  }

  turn() {
    this.isOn = !this.isOn;
    this.left = 200;
    this.button.textContent = this.isOn ? 'Stop updating' : 'Go on updating';
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    if (this.isOn && this.left === 0) this.turn();
    else if (this.isOn) this.timer = setTimeout(() => this.look(), 3000);
  }

  async look() {
    this.left -= 1;
    if (document.visibilityState === 'visible') {
      try {
        const answer = await fetch(location.pathname, { headers: { Accept: 'text/html' }, redirect: 'manual' });
        if (answer.ok) this.show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      } catch {
        // It is asked again in three seconds.
      }
    }
    this.later();
  }

  show(page) {
    const now = page.querySelector('[data-progress]');
    if (now) {
      this.box.replaceChildren(...now.childNodes);
    } else if (this.isOn) {
      this.isOn = false;
      this.button.remove();
      const link = document.createElement('a');
      link.className = 'govuk-link';
      link.href = location.pathname;
      link.textContent = 'See the answer';
      this.said.replaceChildren('The simulation has ended. ', link);
    }
  }
}

/// Signing out throws away the week of visits that lies on this phone; what was written and not yet sent stays, sealed.
function forgetOnSignOut() {
  for (const form of document.querySelectorAll('form[action="/sign-out"]')) {
    form.addEventListener('submit', async (event) => {
      if (!keepsVisits()) return;
      event.preventDefault();
      new BroadcastChannel('keywork').postMessage('signed out');
      const forgotten = import(`${assets}/offline-vault.js`).then(({ forgetWeeks }) => forgetWeeks());
      await Promise.race([forgotten, new Promise((done) => { setTimeout(done, 1500); })]).catch(() => {});
      form.submit();
    });
  }
}

/// Whether this browser has kept anybody's visits: most never do.
function keepsVisits() {
  try {
    return localStorage.getItem('keywork-visits') !== null;
  } catch {
    return false;
  }
}

/// A question that hangs on an answer shows itself when that answer is chosen. Without script it stands there, and says when
/// it is meant.
function showOnlyIf() {
  const parts = [...document.querySelectorAll('[data-only-if]')];
  if (parts.length === 0) return;
  const settle = () => {
    for (const part of parts) {
      const { onlyIf, onlyValue } = part.dataset;
      part.hidden = !document.querySelector(`input[name="${onlyIf}"][value="${onlyValue}"]:checked`);
    }
  };
  document.addEventListener('change', settle);
  settle();
}

/// Shortcut keys of one letter: off until somebody turns them on here, and remembered on this device (WCAG 2.1.4). Never
/// while somebody types, and never with a key that belongs to the browser or to what reads aloud.
function offerShortcuts() {
  const box = document.querySelector('[data-shortcuts]');
  if (!box) return;
  const choice = box.querySelector('input');
  const lines = [...box.querySelectorAll('[data-key]')].filter((line) => {
    line.hidden = !document.querySelector(line.dataset.target);
    return !line.hidden;
  });
  const settle = () => {
    for (const line of lines) {
      const target = document.querySelector(line.dataset.target);
      if (choice.checked) target.setAttribute('aria-keyshortcuts', line.dataset.key);
      else target.removeAttribute('aria-keyshortcuts');
    }
    box.querySelector('ul').hidden = !choice.checked;
  };
  try { choice.checked = localStorage.getItem('keywork-shortcuts') === 'on'; } catch { /* Then it is off. */ }
  choice.addEventListener('change', () => {
    try { localStorage.setItem('keywork-shortcuts', choice.checked ? 'on' : 'off'); } catch { /* For this page only. */ }
    settle();
  });
  document.addEventListener('keydown', (event) => {
    if (!choice.checked || event.defaultPrevented || event.repeat || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest('textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox])')) return;
    const line = lines.find((one) => one.dataset.key === event.key.toLowerCase());
    const target = line && document.querySelector(line.dataset.target);
    if (!target) return;
    event.preventDefault();
    // What has the focus is read aloud: the answer that was chosen, the field that comes next.
    target.focus();
    if (target.matches('a, button, input[type=radio]')) target.click();
  });
  settle();
  box.hidden = false;
}

keepDrafts();
showOnlyIf();
offerShortcuts();
sendOnce();
followProgress();
forgetOnSignOut();
measureReading();
offerPrinting();
import(`${assets}/govuk-frontend.min.js`).then(({ initAll }) => initAll()).catch(() => {
  // The page is whole without it.
});
