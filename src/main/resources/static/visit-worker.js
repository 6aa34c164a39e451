// Where there is no network, answers with what the page of a visit has put aside.
const PATIENCE = 5000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const answer = async (request) => {
  const kept = await caches.match(request, { ignoreVary: true });
  if (!kept) return fetch(request);
  const late = new Promise((go, fail) => setTimeout(() => fail(new Error("late")), PATIENCE));
  try {
    const fresh = await Promise.race([fetch(request), late]);
    if (fresh.status < 500) return fresh;
  } catch {
    // No network, or as good as none.
  }
  const headers = new Headers(kept.headers);
  headers.set("X-Kept", "true");
  return new Response(kept.body, { status: kept.status, headers });
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const ours = new URL(request.url).origin === self.location.origin;
  if (ours && request.method === "GET") event.respondWith(answer(request));
});
