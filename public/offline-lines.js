// What stands in the list of visits without signal: a card for each, from the template of the page (OfflinePage.swift).

export function line(words) {
  const paragraph = document.createElement('p');
  paragraph.className = 'govuk-body';
  paragraph.textContent = words;
  return paragraph;
}

function linkTo(path, words) {
  const link = document.createElement('a');
  link.className = 'govuk-link';
  link.href = path;
  link.textContent = words;
  return link;
}

/// A card: `words` fills its places, and those without words go.
function cardOf(words) {
  const card = document.getElementById('line').content.cloneNode(true).firstElementChild;
  for (const place of card.querySelectorAll('[data-slot]')) {
    const name = place.dataset.slot;
    if (name === 'open' || name === 'check') continue;
    if (words[name]) place.textContent = words[name];
    else place.remove();
  }
  return card;
}

/// A planned visit; `write` opens the form, and is null for one that is still to come; `check` opens the questions about a lone
/// visit, and is null on another day than its own.
export function visitLine(visit, write, check) {
  const card = cardOf({
    name: visit.name, when: `${visit.when}. ${visit.kind_title}`, place: visit.place,
    try: visit.last?.try_next ? `The family was going to try: ${visit.last.try_next}` : '',
    state: stateOfCheck(visit),
  });
  const button = card.querySelector('[data-slot="open"]');
  button.setAttribute('aria-label', `Write up the visit to ${visit.name}`);
  if (write) button.addEventListener('click', write);
  else button.remove();
  lone(card, visit.name, Boolean(visit.check), check);
  return card;
}

/// A visit that is written up, and of which nobody has heard yet that they are out.
export function insideLine(visit, check) {
  const card = cardOf({ name: visit.name, when: visit.when, state: stateOfCheck(visit) });
  card.querySelector('[data-slot="open"]').remove();
  lone(card, visit.name, true, check);
  return card;
}

function stateOfCheck(visit) {
  if (visit.isOut) return 'You are out. Nobody has heard it yet: it is told when there is signal.';
  return visit.check ? `You are in. Somebody watches until you are out, by ${visit.check.out_by_clock}.` : '';
}

/// The button that leads to the questions about a lone visit; none where `check` is null.
function lone(card, name, isIn, check) {
  const button = card.querySelector('[data-slot="check"]');
  if (!check) {
    button.remove();
    return;
  }
  button.textContent = isIn ? 'Out, or longer?' : 'Going in alone';
  button.setAttribute('aria-label', `${button.textContent}: ${name}`);
  button.addEventListener('click', check);
}

/// A visit that was written up here: it waits, was sent, or must be looked at.
/// `check` leads to the questions about a lone visit while they are still in; null otherwise.
export function writtenLine(one, change, throwAway, check) {
  const card = cardOf({ name: one.name, when: one.when, state: stateOf(one) });
  const button = card.querySelector('[data-slot="open"]');
  lone(card, one.name, Boolean(check), check);
  if (one.sent || one.apart) {
    button.remove();
    card.append(linkTo(one.path, one.apart ? 'Look at both, and decide' : 'See the visit'));
  } else {
    button.textContent = 'Change';
    button.className = 'govuk-button govuk-button--secondary';
    button.setAttribute('aria-label', `Change what you wrote about ${one.name}`);
    button.addEventListener('click', change);
    if (one.errors) card.append(throwingAway(throwAway));
  }
  return card;
}

/// What the server will not take can be thrown away, by two taps; all else stays until it is sent.
function throwingAway(throwAway) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'app-link-button';
  button.textContent = 'Throw this away';
  let isSure = false;
  button.addEventListener('click', () => {
    if (isSure) throwAway();
    isSure = true;
    button.textContent = 'Tap again to throw it away for ever';
  });
  return button;
}

function stateOf(one) {
  if (one.apart) return 'Sent. This visit was changed elsewhere as well. Nothing was lost: a person must look at both.';
  if (one.sent) return 'Sent.';
  if (one.errors) return `Not sent yet. ${one.errors.join('. ')}.`;
  return 'Kept on this phone. It is sent when there is signal.';
}

/// What is wrong with the form, above it.
export function showErrors(messages) {
  const box = document.getElementById('errors');
  box.replaceChildren();
  if (messages.length === 0) return;
  const summary = document.createElement('div');
  summary.className = 'govuk-error-summary';
  summary.setAttribute('role', 'alert');
  const heading = document.createElement('h2');
  heading.className = 'govuk-error-summary__title';
  heading.textContent = 'There is a problem';
  summary.append(heading, ...messages.map((words) => line(words)));
  box.append(summary);
}
