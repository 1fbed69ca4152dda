/** Where a dragged clause would land: between which of the paragraphs on the screen. */
export type Band = { readonly top: number; readonly bottom: number }

/** The index of the paragraph before which it lands, by the middle of each; `bands` in reading order. */
export function placeAt(bands: readonly Band[], y: number): number {
  const below = bands.findIndex(({ top, bottom }) => y < (top + bottom) / 2)
  return below < 0 ? bands.length : below
}

/** Where the line is drawn: half way between the two. */
export function lineAt(bands: readonly Band[], place: number): number {
  const [above, below] = [bands[place - 1], bands[place]]
  if (!above) return (below?.top ?? 0) - 4
  return below ? (above.bottom + below.top) / 2 : above.bottom + 4
}
