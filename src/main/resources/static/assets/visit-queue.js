// What is written at a visit waits here, on the device, until the server has it or its author discards it. One entry for
// each thing: what is written later takes the place of what has not been sent. Everybody has a queue of their own for
// each visit.
const STORE = "entries";

const done = (request) =>
  new Promise((go, fail) => {
    request.onsuccess = () => go(request.result);
    request.onerror = () => fail(request.error);
  });

const openDatabase = () => {
  const request = indexedDB.open("anlan-visit", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: ["owner", "name"] });
  return done(request);
};

export const openQueue = async (owner) => {
  const database = await openDatabase();
  const store = (mode) => database.transaction(STORE, mode, { durability: "strict" }).objectStore(STORE);
  const same = (a, b) => a?.stamp === b.stamp;

  return {
    all: () => done(store("readonly").getAll(IDBKeyRange.bound([owner], [owner, []]))),

    put: async (entry) => {
      const stamped = { ...entry, owner, stamp: crypto.getRandomValues(new Uint32Array(2)).join("-") };
      await done(store("readwrite").put(stamped));
      return stamped;
    },

    // Neither of these touches what has been written since.
    note: async (entry) => {
      const entries = store("readwrite");
      if (same(await done(entries.get([owner, entry.name])), entry)) await done(entries.put(entry));
    },
    drop: async (entry) => {
      const entries = store("readwrite");
      if (same(await done(entries.get([owner, entry.name])), entry)) await done(entries.delete([owner, entry.name]));
    },
  };
};
