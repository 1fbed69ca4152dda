/** When what had the focus is gone, the keyboard stays in the same row. */
export function focusInRow(from: Element | null): void {
  const row = from?.closest('.import-row')
  requestAnimationFrame(() => row?.querySelector<HTMLElement>('[data-put-in], [data-change]')?.focus())
}
