const deviceKey = 'standin-device';
const retryMs = 500;

function deviceId() {
  const known = localStorage.getItem(deviceKey) ?? crypto.randomUUID();
  localStorage.setItem(deviceKey, known);
  return known;
}

const device = deviceId();
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
  localStorage.removeItem(deviceKey);
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
