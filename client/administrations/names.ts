/** What an administration is called on a screen. The key is ISO 3166-1 alpha-3; the ITU symbol is a label, and not every one is known. */
import labels from '../../shared/region/member-states.json?labels'

const byCode = new Map(labels.map(([iso3, symbol, name]) => [iso3, { symbol, name }]))

export const symbolOf = (iso3: string): string => byCode.get(iso3)?.symbol ?? iso3
export const nameOf = (iso3: string): string => byCode.get(iso3)?.name ?? iso3

export const ALL_ADMINISTRATIONS: readonly { readonly iso3: string; readonly name: string }[] = labels
  .map(([iso3, , name]) => ({ iso3, name }))
  .sort((a, b) => a.name.localeCompare(b.name))

export const byName = (a: string, b: string) => nameOf(a).localeCompare(nameOf(b))
