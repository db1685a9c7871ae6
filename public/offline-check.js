// Going into a home alone, on the phone: the same questions as at a desk, answered by the server at once. Without signal nobody
// can watch, and the page says so instead of pretending: that somebody goes in is not kept to be sent later, when it is untrue.
// That somebody is out stays true: it is kept, and told as soon as there is signal.

/// `shared`: the page's own parts (`part`, `show`, `say`), `server` (asks for it; null without signal), `lost` (it went away),
/// `back` (to the list), `keepOut` (that they are out of a visit, to be told later) and `forgetOut` (they are in again).
export function startChecks(shared) {
  const { part, show, say } = shared;
  /// The visit that is asked about.
  let visit = null;

  function draw(hasSignal) {
    const isIn = Boolean(visit.check);
    part('check-title').textContent = isIn ? `You are with ${visit.name}` : `Going in alone: ${visit.name}`;
    part('check-words').textContent = isIn ? `Out by ${visit.check.out_by_clock}. Longer? Say how much.` : visit.when;
    part('check-out-part').hidden = !isIn;
    part('check-in').textContent = isIn ? 'I need longer' : 'I am going in';
    part('check-alone').hidden = hasSignal;
  }

  async function open(asked) {
    visit = asked;
    say('');
    show('check');
    part('alone-minutes').value = visit.check ? '30' : '60';
    draw(Boolean(await shared.server()));
    part('check-title').focus();
  }

  /// 'told' where the server has heard it, 'refused' where it will not, 'no signal' where nobody could be asked.
  async function tell(path, fields) {
    const server = await shared.server();
    if (!server) {
      draw(false);
      say('There is no signal. Nobody was told.');
      return 'no signal';
    }
    try {
      const answer = await fetch(`/children/${visit.child}/visits/${visit.visit}/${path}`, {
        method: 'POST', body: JSON.stringify(fields), signal: AbortSignal.timeout(20000), redirect: 'manual',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRF-Token': server.csrf },
      });
      // Where it worked, the server sends on to a page, which is not needed here.
      if (answer.ok || answer.type === 'opaqueredirect') return 'told';
      const told = await answer.json().catch(() => ({}));
      say(told.errors?.[0]?.message ?? told.detail ?? 'Nobody was told. Call the duty desk.');
    } catch {
      shared.lost();
      draw(false);
      say('There is no signal. Nobody was told.');
      return 'no signal';
    }
    return 'refused';
  }

  part('form-check').addEventListener('submit', async (event) => {
    event.preventDefault();
    const minutes = part('alone-minutes').value.trim();
    if (await tell('check', { minutes }) !== 'told') return;
    await shared.forgetOut(visit);
    await shared.back();
    say('Somebody watches until you are out.');
  });
  part('check-out').addEventListener('click', async () => {
    const heard = await tell('check/ending', {});
    if (heard === 'refused') return;
    if (heard === 'no signal') await shared.keepOut(visit);
    await shared.back();
    if (heard === 'told') say('Good. You are out.');
  });
  part('check-back').addEventListener('click', () => shared.back());

  /// Nothing of anybody stays in the page.
  function forget() {
    visit = null;
    for (const id of ['check-title', 'check-words']) part(id).replaceChildren();
  }
  return { open, forget };
}
