import { useLingui } from '@lingui/react/macro'
import { nameOf } from '../../administrations/names.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useWorkspace } from '../workspace-context.ts'

const SHOWN = 4

/** Who else has the text open. The slots have their width before anybody is in them, so nothing moves when people come. */
export function PresenceChips() {
  const { t } = useLingui()
  const { present } = useWorkspace().snapshot
  const shown = present.slice(0, SHOWN)
  const names = present.map(({ name }) => name).join('; ')
  return (
    <div
      className="presence"
      role="group"
      aria-label={names ? t`At work on this text: ${names}` : t`Nobody else is at work on this text`}
    >
      {shown.map(({ person, seat, name, administration, symbol }) => (
        <span
          key={person}
          className={`chip here p${(seat % 4) + 1}`}
          title={administration ? `${name} (${nameOf(administration)})` : name}
        >
          {symbol}
        </span>
      ))}
      {present.length > SHOWN && <span className="quiet small beyond">+{present.length - SHOWN}</span>}
      {/* Where there is no room for chips. */}
      {present.length > 0 && (
        <span className="quiet small in-short" title={names}>
          <Icon name="people" />
          {present.length}
        </span>
      )}
    </div>
  )
}
