// Passkeys: sign in with one, or register one. Without JavaScript the buttons stay hidden and password + code is the way in.

async function post(path: string, body?: string): Promise<Response> {
  return fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body });
}

async function run(box: HTMLElement, act: () => Promise<string | null>): Promise<void> {
  const failed = box.querySelector<HTMLElement>('[data-passkey-failed]');
  if (failed) failed.hidden = true;
  try {
    const next = await act();
    if (next !== null) { location.assign(next); return; }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
  }
  if (failed) failed.hidden = false;
}

async function next(response: Response): Promise<string | null> {
  return response.ok ? ((await response.json()) as { next: string }).next : null;
}

async function signIn(back: string): Promise<string | null> {
  const options = await post('/sign-in/passkey/options');
  if (!options.ok) return null;
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await options.json());
  const credential = await navigator.credentials.get({ publicKey }) as PublicKeyCredential | null;
  return credential && next(await post(`/sign-in/passkey?return=${encodeURIComponent(back)}`, JSON.stringify(credential.toJSON())));
}

async function add(name: string): Promise<string | null> {
  const options = await post('/account/passkeys/options');
  if (!options.ok) return null;
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await options.json());
  const credential = await navigator.credentials.create({ publicKey }) as PublicKeyCredential | null;
  return credential && next(await post(`/account/passkeys?name=${encodeURIComponent(name)}`, JSON.stringify(credential.toJSON())));
}

export function startPasskeys(): void {
  if (typeof PublicKeyCredential === 'undefined' || !('parseRequestOptionsFromJSON' in PublicKeyCredential)) return;
  for (const box of document.querySelectorAll<HTMLElement>('[data-passkey-sign-in], [data-passkey-add]')) {
    box.hidden = false;
    const isSignIn = 'passkeySignIn' in box.dataset;
    box.querySelector('[data-passkey-button]')?.addEventListener('click', () => void run(box, () =>
      isSignIn ? signIn(box.dataset.return ?? '/') : add(box.querySelector('input')?.value ?? '')));
  }
}
