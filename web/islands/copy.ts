// <button data-copy="ID" data-done="コピーしました" hidden>: shown only where it can work.
export function startCopyButtons(): void {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    const label = button.textContent ?? '';
    button.hidden = false;
    button.addEventListener('click', () => void copy(button, label));
  }
}

async function copy(button: HTMLButtonElement, label: string): Promise<void> {
  const source = document.getElementById(button.dataset.copy ?? '');
  if (!source) return;
  await navigator.clipboard.writeText(source.dataset.copyText ?? source.textContent ?? '');
  button.textContent = button.dataset.done ?? label;
  setTimeout(() => { button.textContent = label; }, 3000);
}
