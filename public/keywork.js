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
    // A page that shows errors holds what has been sent and refused: worth keeping before anything more is typed.
    this.kept = document.querySelector('.govuk-error-summary') ? '' : this.body();
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

keepDrafts();
sendOnce();
offerPrinting();
import(`${assets}/govuk-frontend.min.js`).then(({ initAll }) => initAll()).catch(() => {
  // The page is whole without it.
});
