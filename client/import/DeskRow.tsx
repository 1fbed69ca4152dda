import { Trans, useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import type { Omission } from '../../shared/import/accounted.ts'
import { plainText } from '../../shared/document/blocks.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Language } from '../../shared/document/language.ts'
import { directionOf } from './direction.ts'
import { BY_HAND, type Change } from './draft.ts'
import { focusInRow } from './focus-in-row.ts'
import type { Remark } from './remark.ts'
import { remarkId } from './remarks.ts'
import type { Row } from './rows.ts'
import { isSameRow } from './same-row.ts'
import { SourceWords } from './SourceWords.tsx'
import { StructureBlock } from './StructureBlock.tsx'

export type Editing = { readonly id: string; readonly words: string }

type Props = {
  readonly row: Row
  readonly language: Language
  readonly labels: ReadonlyMap<string, string>
  readonly remarks: readonly Remark[]
  readonly editing: Editing | null
  /** By the id of a block, the one that it can be merged with. */
  readonly previous: ReadonlyMap<string, string>
  readonly onChange: (change: Change) => void
  readonly onOpen: (id: string | null) => void
}

/** Paragraphs of the source, and beside them what they became. */
export const DeskRow = memo(function DeskRow({
  row,
  language,
  labels,
  remarks,
  editing,
  previous,
  onChange,
  onOpen,
}: Props) {
  return (
    <li className="import-row" data-left-out={row.blocks.length === 0 || undefined}>
      <div className="import-source">
        {row.paragraphs.map(({ key, line, text, isNote }) => (
          <p key={key} lang={language} dir={directionOf(language)}>
            <bdi className="import-line">{isNote ? <Trans>Note</Trans> : line}</bdi>
            <span>
              <SourceWords text={text} />
            </span>
          </p>
        ))}
      </div>
      <div className="import-result">
        {row.blocks.map((block) => (
          <StructureBlock
            key={block.id}
            block={block}
            label={labels.get(block.id) ?? ''}
            language={language}
            labels={labels}
            words={editing?.id === block.id ? editing.words : null}
            previous={previous.get(block.id) ?? null}
            onChange={onChange}
            onOpen={onOpen}
          />
        ))}
        {together(row.leftOut).map((omission) => (
          <LeftOutNote
            key={`${omission.at} ${omission.whole}`}
            omission={omission}
            remark={remarks.find((remark) => isSaidBy(omission, remark)) ?? null}
            onChange={onChange}
          />
        ))}
        {row.partOf && <PartOf row={row} label={labels.get(row.partOf.id) ?? ''} />}
        {remarks
          .filter((remark) => !row.leftOut.some((omission) => isSaidBy(omission, remark)))
          .map((remark) => (
            <RemarkNote key={remark.index} remark={remark} />
          ))}
      </div>
    </li>
  )
}, isSameRow)

function PartOf({ row, label }: { readonly row: Row; readonly label: string }) {
  const words = plainText(row.partOf!).slice(0, 60)
  return (
    <p className="import-left-out">
      <Trans>Part of</Trans> {label} {words}…
    </p>
  )
}

type LeftOut = Pick<Omission, 'at' | 'text' | 'whole'> & { readonly whys: readonly string[] }

/** What was left out of one paragraph is one note, however many bookmarks there were. */
const together = (leftOut: readonly Omission[]): readonly LeftOut[] =>
  [...Map.groupBy(leftOut, ({ at, whole }) => `${at} ${whole}`).values()].map((all) => ({
    at: all[0]!.at,
    whole: all[0]!.whole,
    text: all.map(({ text }) => text).join(' '),
    whys: [...new Set(all.map(({ why }) => why))],
  }))

/** The remark that a paragraph is left out stands in the words that say so. */
const isSaidBy = ({ at, whole }: Pick<Omission, 'at' | 'whole'>, remark: Remark) =>
  whole && remark.code === 'left-out' && remark.at === at && !remark.isMended

type LeftOutProps = {
  readonly omission: LeftOut
  readonly remark: Remark | null
  readonly onChange: Props['onChange']
}

function LeftOutNote({ omission, remark, onChange }: LeftOutProps) {
  const { t } = useLingui()
  const { at, text, whys, whole } = omission
  const reasons = whys.map((why) => (why === BY_HAND ? t`by hand` : why)).join('; ')
  const shown = text.length > 160 ? `${text.slice(0, 160)}…` : text
  return (
    <div className="import-left-out" {...(remark && { id: remarkId(remark.index), tabIndex: -1 })}>
      <p>
        <b>{whole ? <Trans>Left out</Trans> : <Trans>Of this, left out</Trans>}</b>
        {': '}
        {reasons}.{!whole && ` “${shown}”`}
      </p>
      {whole && (
        <Button
          small
          data-put-in={at}
          onPress={({ target }) => {
            onChange({ type: 'put-in', key: at })
            focusInRow(target)
          }}
        >
          <Trans>Put it in</Trans>
        </Button>
      )}
    </div>
  )
}

function RemarkNote({ remark }: { readonly remark: Remark }) {
  const { severity, message, isMended, index } = remark
  return (
    <p className="import-remark" id={remarkId(index)} tabIndex={-1} data-severity={isMended ? 'mended' : severity}>
      <Icon name={isMended ? 'check' : severity === 'note' ? 'doc' : 'warn'} />
      <span>
        {isMended && (
          <b>
            <Trans>Mended by hand</Trans>
            {': '}
          </b>
        )}
        {message}
      </span>
    </p>
  )
}
