// Keeps one page there without signal: /visits/offline, which names nobody, and the files that it is made of. What the
// page shows comes from the sealed store of the page itself; no answer about a child ever lies in this cache.

const version = new URL(location.href).searchParams.get('v') ?? 'dev';
const cacheName = `visits-${version}`;
const page = '/visits/offline';
const files = [
  'govuk-frontend.min.css', 'keywork.css', 'start.js', 'keywork.js', 'govuk-frontend.min.js', 'icon.svg', 'offline.js',
  'offline-check.js', 'offline-lines.js', 'offline-vault.js',
].map((name) => `/assets/${version}/${name}`);
/// The page can do without these.
const typefaces = ['plain-regular', 'plain-bold', 'accents-regular', 'accents-bold']
  .map((name) => `/assets/${version}/inter-${name}.woff2`);

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(cacheName);
    await cache.addAll([page, ...files].map((path) => new Request(path, { cache: 'reload' })));
    await Promise.allSettled(typefaces.map((path) => cache.add(path)));
    await self.skipWaiting();
  })());
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith('visits-') && name !== cacheName) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener('fetch', (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== 'GET' || address.origin !== location.origin) return;
  if (address.pathname === page) {
    // The newest page where there is signal; a hidden place with one bar is not waited for.
    event.respondWith(newest(event.request));
  } else if (address.pathname.startsWith('/assets/')) {
    event.respondWith(kept(event.request));
  }
});

async function newest(request) {
  const cache = await caches.open(cacheName);
  const old = await cache.match(page);
  if (!old) return fetch(request);
  const late = new Promise((done) => { setTimeout(done, 2500, old.clone()); });
  const fresh = fetch(page, { cache: 'no-cache' }).then((answer) => (answer.ok ? answer : old)).catch(() => old);
  return Promise.race([fresh, late]);
}

async function kept(request) {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}
