// <form data-autosave="/drafts/ID"> posts its fields two seconds after the last change. The answer's text, when there is
// one, is the sentence to show ("14:05 に下書きを保存しました"). A save that fails is tried again until it succeeds, and the page
// asks before it is left with anything unsaved. An answer's header Noroshi-Draft-Begun says which draft the page belongs to
// from then on, and goes into the form's field `begun`. A form with data-discards throws the draft away: no save may follow.
//   <p data-autosave-state data-saving="…" data-saved="…" data-failed="…" data-changed="…" role="status">
const quietMs = 2_000;
const retryMs = 5_000;

export function startAutosave(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) watch(form);
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-guard]:not([data-autosave])')) guard(form);
}

function watch(form: HTMLFormElement): void {
  const state = form.querySelector<HTMLElement>('[data-autosave-state]')
    ?? document.querySelector<HTMLElement>('[data-autosave-state]');
  let dirty = false;
  let leaving = false;
  const discarding = new AbortController();
  let timer: number | undefined;

  const say = (text: string | undefined, failed = false): void => {
    if (!state) return;
    if (text) state.textContent = text;
    state.classList.toggle('is-failed', failed);
  };
  const later = (ms: number): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void save(), ms);
  };
  const save = async (): Promise<void> => {
    if (leaving) return;
    dirty = false;
    say(state?.dataset.saving);
    try {
      const answer = await fetch(form.dataset.autosave ?? '', { method: 'POST', body: fieldsOf(form), redirect: 'error', signal: discarding.signal });
      const begun = form.elements.namedItem('begun');
      if (begun instanceof HTMLInputElement) begun.value = answer.headers.get('noroshi-draft-begun') ?? begun.value;
      const isText = answer.headers.get('content-type')?.startsWith('text/plain') ?? false;
      const text = isText ? (await answer.text()).slice(0, 200) : '';
      if (answer.ok) return say(text || state?.dataset.saved);
      say(text || state?.dataset.failed, true);
      // 4xx will not get better by asking again; the next change will ask.
      dirty = true;
      if (answer.status >= 500 || answer.status === 429) later(retryMs);
    } catch {
      if (leaving) return;
      dirty = true;
      say(state?.dataset.failed, true);
      later(retryMs);
    }
  };

  const changed = (): void => {
    dirty = true;
    say(state?.dataset.changed);
    later(quietMs);
  };
  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  form.addEventListener('submit', () => { leaving = true; });
  document.addEventListener('submit', (event) => {
    if (!(event.target as Element).matches('[data-discards]')) return;
    leaving = true;
    clearTimeout(timer);
    discarding.abort();
  });
  document.addEventListener('visibilitychange', () => { if (dirty && document.visibilityState === 'hidden') void save(); });
  addEventListener('beforeunload', (event) => { if (dirty && !leaving) event.preventDefault(); });
}

function guard(form: HTMLFormElement): void {
  let dirty = false;
  form.addEventListener('input', () => { dirty = true; });
  form.addEventListener('submit', () => { dirty = false; });
  addEventListener('beforeunload', (event) => { if (dirty) event.preventDefault(); });
}

function fieldsOf(form: HTMLFormElement): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  return fields;
}
