import { nameOf, symbolOf } from '../administrations/names.ts'

type Props = {
  readonly of: string
  readonly own?: boolean
  readonly stale?: boolean
  /** Index of the colour of a person at work. */
  readonly hue?: number
}

/** The ITU symbol in a frame, read out as the full name. No flags. */
export function AdministrationChip({ of, own, stale, hue }: Props) {
  const classes = ['chip', own && 'own', stale && 'stale', hue !== undefined && `here p${(hue % 4) + 1}`]
  return (
    <span className={classes.filter(Boolean).join(' ')} title={nameOf(of)}>
      <span aria-hidden="true">{symbolOf(of)}</span>
      <span className="vh">{nameOf(of)}</span>
    </span>
  )
}

export function AdministrationChips({ of, own }: { readonly of: readonly string[]; readonly own: string | null }) {
  return (
    <ul className="chips">
      {of.map((each) => (
        <li key={each}>
          <AdministrationChip of={each} own={each === own} />
        </li>
      ))}
    </ul>
  )
}
