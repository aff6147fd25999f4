// <p data-counter-for="ID" data-limit="4000" data-left="あと{n}文字" data-over="{n}文字超過" hidden aria-live="polite">
// Counts as the server does: UTF-16 code units after line ends became one character.
export function startCounters(): void {
  for (const counter of document.querySelectorAll<HTMLElement>('[data-counter-for]')) {
    const field = document.getElementById(counter.dataset.counterFor ?? '');
    if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) watch(field, counter);
  }
}

function watch(field: HTMLTextAreaElement | HTMLInputElement, counter: HTMLElement): void {
  const limit = Number(counter.dataset.limit);
  const show = (): void => {
    const left = limit - field.value.replace(/\r\n/g, '\n').length;
    // Near the limit only: a counter that always speaks is noise.
    counter.hidden = left > limit / 5;
    const text = left < 0 ? counter.dataset.over : counter.dataset.left;
    counter.textContent = (text ?? '{n}').replace('{n}', String(Math.abs(left)));
    counter.classList.toggle('is-over', left < 0);
  };
  field.addEventListener('input', show);
  show();
}
