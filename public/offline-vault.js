// What a phone keeps of somebody's visits, sealed. Everything in it is encrypted under one key for each account and
// phone; that key lies beside it only wrapped: once under words that the visitor knows, for places without signal, and
// once under a key that the server gives to whoever is signed in to the account, and that is never kept here.
// docs/decisions/0021-visits-without-signal.md says against what this helps.

const cipher = 'AES-GCM';
/// PBKDF2 with SHA-256: as many rounds as OWASP asks for (2023).
const rounds = 600000;

function database() {
  return new Promise((done, fail) => {
    const request = indexedDB.open('keywork-visits', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('vault', { keyPath: 'owner' });
      request.result.createObjectStore('sealed', { keyPath: ['owner', 'name'] });
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

/// One transaction; acknowledged when it is on the disk, as far as the browser can tell.
async function inStore(name, mode, work) {
  const db = await database();
  try {
    return await new Promise((done, fail) => {
      const transaction = db.transaction(name, mode, mode === 'readwrite' ? { durability: 'strict' } : {});
      const request = work(transaction.objectStore(name));
      transaction.oncomplete = () => done(request?.result);
      transaction.onerror = () => fail(transaction.error);
      transaction.onabort = () => fail(transaction.error);
    });
  } finally {
    db.close();
  }
}

const text = new TextEncoder();
const random = (count) => crypto.getRandomValues(new Uint8Array(count));

function bytesOf(base64url) {
  const letters = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

/// Capitals and spaces come from the phone's keyboard, not from the person.
export function plainPhrase(phrase) {
  return phrase.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}

async function keyFromPhrase(phrase, salt) {
  const words = await crypto.subtle.importKey('raw', text.encode(plainPhrase(phrase)), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, words, { name: cipher, length: 256 }, false,
    ['wrapKey', 'unwrapKey']);
}

function keyFromServer(key) {
  return crypto.subtle.importKey('raw', bytesOf(key), cipher, false, ['wrapKey', 'unwrapKey']);
}

async function wrapped(key, by) {
  const iv = random(12);
  return { iv, data: await crypto.subtle.wrapKey('raw', key, by, { name: cipher, iv }) };
}

/// Null where `by` is not the key that it was wrapped under.
function unwrapped(box, by, isExtractable = false) {
  return crypto.subtle.unwrapKey('raw', box.data, by, { name: cipher, iv: box.iv }, cipher, isExtractable, ['encrypt', 'decrypt'])
    .catch(() => null);
}

/// The opened store of one account. The key lives in this page's memory only.
export class Vault {
  constructor(owner, key) {
    this.owner = owner;
    this.key = key;
  }

  /// Bound to its place: a sealed text that is moved to another name or owner does not open.
  place(name) { return text.encode(`${this.owner}\n${name}`); }

  async put(name, value) {
    const iv = random(12);
    const data = await crypto.subtle.encrypt(
      { name: cipher, iv, additionalData: this.place(name) }, this.key, text.encode(JSON.stringify(value)));
    await inStore('sealed', 'readwrite', (store) => store.put({ owner: this.owner, name, iv, data }));
  }

  async open(box) {
    const plain = await crypto.subtle.decrypt(
      { name: cipher, iv: box.iv, additionalData: this.place(box.name) }, this.key, box.data);
    return JSON.parse(new TextDecoder().decode(plain));
  }

  async get(name) {
    const box = await inStore('sealed', 'readonly', (store) => store.get([this.owner, name]));
    return box ? this.open(box) : null;
  }

  /// All whose names begin so, in the order of their names.
  async all(prefix) {
    const range = IDBKeyRange.bound([this.owner, prefix], [this.owner, `${prefix}\uffff`]);
    const boxes = await inStore('sealed', 'readonly', (store) => store.getAll(range));
    return Promise.all(boxes.map((box) => this.open(box)));
  }

  remove(name) { return inStore('sealed', 'readwrite', (store) => store.delete([this.owner, name])); }
}

/// Whether this account keeps visits in this browser; without one, whether anybody does.
export async function hasVault(owner = undefined) {
  return (await inStore('vault', 'readonly', (store) => store.count(owner))) > 0;
}

/// A new store for an account that has none here.
export async function makeVault(owner, serverKey, phrase) {
  const key = await crypto.subtle.generateKey({ name: cipher, length: 256 }, true, ['encrypt', 'decrypt']);
  const salt = random(16);
  const vault = {
    owner, salt,
    byPhrase: await wrapped(key, await keyFromPhrase(phrase, salt)),
    byServer: await wrapped(key, await keyFromServer(serverKey)),
  };
  await inStore('vault', 'readwrite', (store) => store.add(vault));
  return openByServer(owner, serverKey);
}

/// Null where this account keeps nothing here.
export async function openByServer(owner, serverKey) {
  const kept = await inStore('vault', 'readonly', (store) => store.get(owner));
  if (!kept) return null;
  const key = await unwrapped(kept.byServer, await keyFromServer(serverKey));
  return key ? new Vault(owner, key) : null;
}

/// The store that these words open; null where they open none. Whose they are is found by trying: nothing tells names.
export async function openByPhrase(phrase) {
  for (const kept of await inStore('vault', 'readonly', (store) => store.getAll())) {
    const key = await unwrapped(kept.byPhrase, await keyFromPhrase(phrase, kept.salt));
    if (key) return new Vault(kept.owner, key);
  }
  return null;
}

/// New words, by whoever is signed in.
export async function changePhrase(owner, serverKey, phrase) {
  const kept = await inStore('vault', 'readonly', (store) => store.get(owner));
  const key = await unwrapped(kept.byServer, await keyFromServer(serverKey), true);
  kept.salt = random(16);
  kept.byPhrase = await wrapped(key, await keyFromPhrase(phrase, kept.salt));
  await inStore('vault', 'readwrite', (store) => store.put(kept));
}

/// Throws the weeks away: of all, or of all but one. What was written and not yet sent stays, sealed.
export async function forgetWeeks(butOf = null) {
  const boxes = await inStore('sealed', 'readonly', (store) => store.getAllKeys());
  for (const [owner, name] of boxes) {
    if (name === 'week' && owner !== butOf) {
      await inStore('sealed', 'readwrite', (store) => store.delete([owner, name]));
    }
  }
}
