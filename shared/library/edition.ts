/** Whether a text in the library is the one in force, as far as its source says. Never guessed. */
export type EditionStatus =
  | { readonly kind: 'in-force'; readonly source: string }
  | { readonly kind: 'superseded'; readonly by: string; readonly source: string }
  | { readonly kind: 'not-known' }
