// One stream per browser: the tab that holds the lock listens and tells the others. The stream says only "something changed,
// the ledger is at N"; what changed is asked for as an ordinary page, so access is decided where it always is.
//   <section data-live="hint">    shows [data-live-hint] when its content is no longer what the server would render
//   <section data-live="replace"> is replaced in place (the board's counters)
const channelName = 'noroshi-live';
const settleMs = 800;

export function startLive(): void {
  if (!document.querySelector('[data-live]') || !window.EventSource) return;
  const channel = new BroadcastChannel(channelName);
  let timer: number | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    // A little chance keeps a room full of boards from asking at the same instant.
    timer = window.setTimeout(() => void compare(), settleMs + Math.random() * settleMs);
  };
  channel.addEventListener('message', changed);
  if (navigator.locks) void navigator.locks.request(channelName, () => listen(channel, changed));
  else void listen(channel, changed);
}

function listen(channel: BroadcastChannel, changed: () => void): Promise<void> {
  return new Promise((resolve) => {
    const stream = new EventSource('/live');
    stream.addEventListener('changed', (message) => {
      channel.postMessage(message.data);
      changed();
    });
    stream.addEventListener('end', () => { stream.close(); resolve(); });
    addEventListener('pagehide', () => { stream.close(); resolve(); }, { once: true });
  });
}

async function compare(): Promise<void> {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, redirect: 'error' }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const old = [...document.querySelectorAll<HTMLElement>('[data-live]')];
  const now = [...fresh.querySelectorAll<HTMLElement>('[data-live]')];
  if (old.length !== now.length) return hint();
  old.forEach((part, index) => {
    const next = now[index];
    if (!next || essence(part) === essence(next)) return;
    if (part.dataset.live === 'replace') part.replaceWith(document.importNode(next, true));
    else hint();
  });
}

// Relative times move by themselves; they are not news.
function essence(part: HTMLElement): string {
  const copy = part.cloneNode(true) as HTMLElement;
  for (const moving of copy.querySelectorAll('[data-moving]')) moving.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ');
}

function hint(): void {
  const note = document.querySelector<HTMLElement>('[data-live-hint]');
  if (note) note.hidden = false;
}
