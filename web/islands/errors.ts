// After a form came back with faults, the summary is what a reader must meet first.
export function startErrorFocus(): void {
  document.querySelector<HTMLElement>('[data-error-summary]')?.focus();
}
