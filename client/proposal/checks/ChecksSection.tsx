import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import type { OfferedMend } from '../../../shared/drafting/checks/mend.ts'
import type { Finding } from '../../../shared/drafting/drafting-checks.ts'
import { FRAGMENTS, plainText } from '../../../shared/document/blocks.ts'
import { Button } from '../../ui/Button.tsx'
import { useWorkspace } from '../workspace-context.ts'
import { FindingCard } from './FindingCard.tsx'
import { useChecked } from './use-findings.ts'
import { useShowFinding } from './use-show-finding.ts'
import { useTextEditors } from './text-editors.ts'
import './checks.css'

/** How many remarks are shown before somebody asks for all. */
const FIRST = 6

/** What is to be looked at in the text: first what stops the lock, then what is only worth a look. Nothing is said of a text that is not here. */
export function ChecksSection({ onShowText }: { readonly onShowText: () => void }) {
  const { synced } = useWorkspace().snapshot
  return synced && <Checks onShowText={onShowText} />
}

function Checks({ onShowText }: { readonly onShowText: () => void }) {
  const { findings } = useChecked()
  const blocking = findings.filter((finding) => finding.blocking)
  const others = findings.filter((finding) => !finding.blocking)
  const act = useActing(onShowText)
  return (
    <section className="panel-section stack" aria-labelledby="checks">
      <h2 id="checks" tabIndex={-1}>
        <Trans>Drafting checks</Trans>{' '}
        <span className="quiet count">
          <Plural value={findings.length} _0="no remarks" one="# remark" other="# remarks" />
        </span>
      </h2>
      {blocking.length > 0 && (
        <Group title={<Trans>To settle before the lock</Trans>} findings={blocking} tone="blocking" {...act} />
      )}
      {others.length > 0 && (
        <>
          <Group title={<Trans>Worth a look</Trans>} findings={others} tone="warning" {...act} />
          <MendAll findings={others} {...act} />
        </>
      )}
      <p role="status" className="quiet small remark-told">
        {act.told}
      </p>
    </section>
  )
}

type Acting = {
  readonly told: string
  readonly onShow: (finding: Finding) => void
  readonly onMend: ((mend: OfferedMend) => void) | undefined
  readonly onMendAll: ((mends: readonly OfferedMend[]) => void) | undefined
  readonly choiceWords: (mend: OfferedMend) => string | null
}

function useActing(onShowText: () => void): Acting {
  const { t } = useLingui()
  const { may } = useWorkspace()
  const editors = useTextEditors()
  const onShow = useShowFinding(onShowText)
  const [told, setTold] = useState('')
  const choiceWords = useChoiceWords()
  const moved = () => setTold(t`The text changed meanwhile. Look at it again.`)
  const mendEach = (mends: readonly OfferedMend[]) => {
    editors.showText()
    setTold('')
    const done = FRAGMENTS.map((fragment) => {
      const its = mends.map(({ mend }) => mend).filter((mend) => mend.fragment === fragment)
      return its.length === 0 || editors.of(fragment)?.mendAll(its) === true
    })
    if (!done.every(Boolean)) moved()
  }
  const mayWrite = may('edit-text')
  return {
    told,
    onShow,
    choiceWords,
    onMend: mayWrite ? (mend) => mendEach([mend]) : undefined,
    onMendAll: mayWrite ? mendEach : undefined,
  }
}

/** Two clauses with the same name are told by their words. */
function useChoiceWords(): Acting['choiceWords'] {
  const { text } = useChecked().document
  const words = useMemo(() => new Map(text.map((block) => [block.id, plainText(block)])), [text])
  return ({ name, mend }) =>
    name === 'link-to' && mend.kind === 'link' ? shortened(words.get(mend.target) ?? '') : null
}

const shortened = (words: string) => (words.length > 60 ? `${words.slice(0, 60).trimEnd()}…` : words)

type GroupProps = Acting & {
  readonly title: React.ReactNode
  readonly findings: readonly Finding[]
  readonly tone: 'blocking' | 'warning'
}

function Group({ title, findings, tone, onShow, onMend, choiceWords }: GroupProps) {
  const [all, setAll] = useState(false)
  const shown = all ? findings : findings.slice(0, FIRST)
  const more = findings.length - shown.length
  return (
    <div className="stack">
      <h3>
        {title} <span className="quiet count">{findings.length}</span>
      </h3>
      <ol className="remarks" data-tone={tone}>
        {shown.map((finding, index) => (
          <li key={`${finding.code} ${finding.block} ${finding.range?.from} ${index}`}>
            <FindingCard finding={finding} choiceWords={choiceWords} onShow={onShow} {...(onMend && { onMend })} />
          </li>
        ))}
      </ol>
      {more > 0 && (
        <Button small look="bare" onPress={() => setAll(true)}>
          <Plural value={more} one="Show # more" other="Show # more" />
        </Button>
      )}
    </div>
  )
}

/** What is safe without looking at each place, in one step that can be undone. */
function MendAll({ findings, onMendAll }: Acting & { readonly findings: readonly Finding[] }) {
  const links = safeMends(findings, 'unlinked-reference')
  const signs = safeMends(findings, 'punctuation')
  const unseen = safeMends(findings, 'odd-characters')
  if (!onMendAll || Math.max(links.length, signs.length, unseen.length) < 2) return null
  return (
    <div className="remark-mends">
      {links.length > 1 && (
        <Button small onPress={() => onMendAll(links)}>
          <Plural value={links.length} one="Link # reference" other="Link all # references" />
        </Button>
      )}
      {signs.length > 1 && (
        <Button small onPress={() => onMendAll(signs)}>
          <Plural value={signs.length} one="Mend # sign" other="Mend all # signs at the end" />
        </Button>
      )}
      {unseen.length > 1 && (
        <Button small onPress={() => onMendAll(unseen)}>
          <Plural
            value={unseen.length}
            one="Take out what nobody sees in # paragraph"
            other="Take out what nobody sees in # paragraphs"
          />
        </Button>
      )}
    </div>
  )
}

const safeMends = (findings: readonly Finding[], code: Finding['code']): readonly OfferedMend[] =>
  findings.flatMap((finding) => (finding.code === code ? (finding.mends ?? []).filter((mend) => mend.safeForAll) : []))
