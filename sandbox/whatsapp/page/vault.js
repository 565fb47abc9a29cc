const store = 'kept';

function finished(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function open() {
  const request = indexedDB.open('standin', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(store);
  return finished(request);
}

const database = await open();

async function change(act) {
  const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
  act(transaction.objectStore(store));
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
}

/**
 * What a device keeps in its browser profile. In IndexedDB, as WhatsApp does: localStorage reaches the disk seconds
 * later, and a killed browser would forget that it is linked.
 */
export const vault = {
  get: (key) => finished(database.transaction(store).objectStore(store).get(key)),
  put: (key, value) => change((kept) => kept.put(value, key)),
  remove: (key) => change((kept) => kept.delete(key)),
};
