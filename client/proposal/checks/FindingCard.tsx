import type { OfferedMend } from '../../../shared/drafting/checks/mend.ts'
import type { Finding } from '../../../shared/drafting/drafting-checks.ts'
import { Button } from '../../ui/Button.tsx'
import { Remark } from './Remark.tsx'
import { useMendWords } from './use-mend-words.ts'

type Props = {
  readonly finding: Finding
  /** What is said about clauses that a mend chooses between. */
  readonly choiceWords: (mend: OfferedMend) => string | null
  readonly onShow: (finding: Finding) => void
  /** Absent where this person cannot write in the text now. */
  readonly onMend?: (mend: OfferedMend) => void
}

/** One remark: the sentence leads to its place; buttons mend it where that is safe. */
export function FindingCard({ finding, choiceWords, onShow, onMend }: Props) {
  const words = useMendWords()
  const { block, message, how, mends = [] } = finding
  return (
    <div className="remark">
      {block ? (
        <button type="button" className="button as-link" onClick={() => onShow(finding)}>
          <span>
            <Remark sentence={message} />
          </span>
        </button>
      ) : (
        <p>
          <Remark sentence={message} />
        </p>
      )}
      {how && <p className="quiet small">{how}</p>}
      {onMend && mends.length > 0 && (
        <div className="remark-mends">
          {mends.map((mend) => {
            const choice = choiceWords(mend)
            return (
              <span key={`${mend.name} ${mend.words} ${choice ?? ''}`} className="remark-mend">
                <Button
                  small
                  onPress={() => onMend(mend)}
                  {...(choice && { 'aria-label': `${words(mend)}: ${choice}` })}
                >
                  <span>
                    <Remark sentence={words(mend)} />
                  </span>
                </Button>
                {choice && (
                  <q className="quiet small">
                    <bdi>{choice}</bdi>
                  </q>
                )}
              </span>
            )
          })}
        </div>
      )}
    </div>
  )
}
