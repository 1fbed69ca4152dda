import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useEffect, useMemo, useReducer, useRef, useState, type ReactNode } from 'react'
import { labelsById } from '../../shared/document/labels.ts'
import type { AccountedText } from '../../shared/import/accounted.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { DeskRow, type Editing } from './DeskRow.tsx'
import type { Remark } from './remark.ts'
import { changed, draftOf, hindranceOf, type Change, type Draft } from './draft.ts'
import { EditionForm } from './EditionForm.tsx'
import { stepped, type History } from './history.ts'
import { editable } from './markup.ts'
import { isMended } from './posted.ts'
import { RemarkList } from './RemarkList.tsx'
import { goToRemark, nextOpen } from './remarks.ts'
import { rowsOf } from './rows.ts'
import { useHindranceWords } from './hindrance-words.ts'

type Props = {
  readonly text: AccountedText
  /** Fixes that are taken over from elsewhere, before the first of this desk. */
  readonly beginWith?: readonly Change[]
  /** Whether the text gets a place of its own in the library. */
  readonly hasEdition: boolean
  readonly note?: ReactNode
  readonly acceptWords: ReactNode
  readonly isPending: boolean
  readonly error: unknown
  readonly onAccept: (draft: Draft) => void
  readonly onCancel: () => void
}

/** Source on one side, structure on the other; nothing is stored until it is accepted. */
export function ImportDesk({ text, beginWith = [], hasEdition, note, acceptWords, isPending, error, ...props }: Props) {
  const { t } = useLingui()
  const desk = useDesk(text, beginWith)
  const { draft, step, remarks, open } = desk
  const hindranceWords = useHindranceWords()
  const hindrance = hindranceOf(draft)
  const openRemarks = remarks.filter((remark) => !remark.isMended)
  const mended = remarks.length - openRemarks.length
  const toCheck = openRemarks.filter(({ severity }) => severity !== 'note').length
  const notes = openRemarks.length - toCheck
  return (
    <div className="import-desk" onKeyDown={desk.onKeyDown}>
      {note}
      <div className="import-head">
        {hasEdition && (
          <EditionForm edition={draft.edition} onChange={(edition) => step({ type: 'edition', edition })} />
        )}
        <RemarkList remarks={remarks} />
      </div>
      <div className="import-bar" role="toolbar" aria-label={t`Import`}>
        <p role="status">
          <Plural value={toCheck} _0="Nothing to check" one="# remark to check" other="# remarks to check" />
          {notes > 0 && (
            <>
              {', '}
              <Plural value={notes} one="# note" other="# notes" />
            </>
          )}
          {mended > 0 && (
            <>
              {', '}
              <Plural value={mended} one="# mended by hand" other="# mended by hand" />
            </>
          )}
        </p>
        <div className="row push">
          <span className={openRemarks.length > 0 ? undefined : 'import-idle'}>
            <Button onPress={desk.toNextRemark}>
              <Icon name="forward" />
              <Trans>Next remark</Trans>
            </Button>
          </span>
          <span className={desk.canUndo ? undefined : 'import-idle'}>
            <Button onPress={() => step({ type: 'undo' })}>
              <Icon name="undo" />
              <Trans>Undo</Trans>
            </Button>
          </span>
          <Button onPress={props.onCancel}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            look="main"
            isPending={isPending}
            unavailable={hindrance && hindranceWords(hindrance)}
            onPress={() => props.onAccept(draft)}
          >
            {acceptWords}
          </Button>
        </div>
      </div>
      <Refusal error={error} />
      <div className="import-columns" aria-hidden="true">
        <span>
          <Trans>Source</Trans>
        </span>
        <span>
          <Trans>What it becomes</Trans>
        </span>
      </div>
      <ol className="import-rows" aria-label={t`Source beside structure`}>
        {desk.rows.map((row) => {
          const keys = row.paragraphs.map(({ key }) => key)
          return (
            <DeskRow
              key={keys[0]}
              row={row}
              language={draft.edition.language}
              labels={desk.labels}
              remarks={keys.flatMap((key) => desk.remarksAt.get(key) ?? [])}
              editing={row.blocks.some(({ id }) => id === desk.editing?.id) ? desk.editing : null}
              previous={desk.previous}
              onChange={desk.onChange}
              onOpen={open}
            />
          )
        })}
      </ol>
    </div>
  )
}

function useDesk(text: AccountedText, beginWith: readonly Change[]) {
  const [history, step] = useReducer(stepped, null, () => beginning(text, beginWith))
  const [openId, setOpenId] = useState<string | null>(null)
  const [remark, setRemark] = useState<number | null>(null)
  const { now: draft } = history
  const rows = useMemo(() => rowsOf(text.source, draft.blocks, draft.leftOut), [text, draft.blocks, draft.leftOut])
  const { language } = draft.edition
  const labels = useMemo(() => labelsById(draft.blocks, { language, keeping: null }), [draft.blocks, language])
  const remarks = useMemo(
    () => text.findings.map((finding, index): Remark => ({ ...finding, index, isMended: isMended(finding, draft) })),
    [text, draft],
  )
  const remarksAt = useMemo(() => Map.groupBy(remarks, ({ at }) => at), [remarks])
  const editing = useMemo(() => editingOf(openId, draft), [openId, draft])
  useFocusAfter(openId)
  const onChange = useCallback((change: Change) => {
    if (change.type === 'leave-out') setOpenId(null)
    step(change)
  }, [])
  const toNextRemark = () => {
    const next = nextOpen(
      remarks.filter((each) => !each.isMended),
      remark,
    )
    setRemark(next)
    if (next !== null) goToRemark(next)
  }
  return {
    draft,
    rows,
    labels,
    remarks,
    remarksAt,
    editing,
    previous: useMemo(() => previousIn(draft), [draft]),
    canUndo: history.before.length > 0,
    step,
    onChange,
    open: setOpenId,
    toNextRemark,
    onKeyDown: (event: React.KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement
      if (event.key === 'z' && (event.ctrlKey || event.metaKey) && !isTyping) {
        event.preventDefault()
        step({ type: 'undo' })
      }
    },
  }
}

function beginning(text: AccountedText, changes: readonly Change[]): History {
  const { source } = text
  return { now: changes.reduce((draft, change) => changed(draft, change, source), draftOf(text)), before: [], source }
}

function editingOf(openId: string | null, { blocks }: Draft): Editing | null {
  const block = blocks.find(({ id }) => id === openId)
  return block ? { id: block.id, words: editable(block.runs, blocks) } : null
}

/** What a paragraph can be merged with: the one before it, of its sort. */
const previousIn = ({ blocks }: Draft): ReadonlyMap<string, string> =>
  new Map(
    blocks.flatMap(({ id, kind }, at) => {
      const previous = blocks[at - 1]
      return previous && (previous.kind === 'footnote') === (kind === 'footnote') ? [[id, previous.id] as const] : []
    }),
  )

/** When the tools of a paragraph close, the keyboard is where they were opened. */
function useFocusAfter(openId: string | null): void {
  const was = useRef<string | null>(null)
  useEffect(() => {
    const closed = was.current
    was.current = openId
    if (openId === null && closed !== null)
      document.querySelector<HTMLElement>(`[data-change="${CSS.escape(closed)}"]`)?.focus()
  }, [openId])
}
