import { vault } from './vault.js';

const deviceKey = 'device';
const retryMs = 500;

async function deviceId() {
  const known = (await vault.get(deviceKey)) ?? crypto.randomUUID();
  await vault.put(deviceKey, known);
  return known;
}

const device = await deviceId();
let lastSequence = 0;

/** Tells the service something and gives its JSON answer. Events are numbered: requests may arrive out of order. */
export async function tell(kind, fields = {}) {
  lastSequence += 1;
  const body = JSON.stringify({ kind, sequence: lastSequence, ...fields });
  const url = `/standin/told?device=${device}`;
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return answer.json();
}

/** Forgets this device: the next document is a new one. */
export function forgetDevice() {
  return vault.remove(deviceKey);
}

/** Takes the service's commands one by one, in order, until the page goes away. */
export async function obey(commands) {
  let after = 0;
  for (;;) {
    const batch = await nextBatch(after);
    for (const { sequence, call, args } of batch) {
      after = sequence;
      await commands[call](args);
    }
  }
}

async function nextBatch(after) {
  try {
    const answer = await fetch(`/standin/commands?device=${device}&after=${after}`);
    return answer.ok ? await answer.json() : await pause();
  } catch {
    return pause(); // The service restarts or the network is gone: the same question again.
  }
}

function pause() {
  return new Promise((resolve) => setTimeout(() => resolve([]), retryMs));
}
