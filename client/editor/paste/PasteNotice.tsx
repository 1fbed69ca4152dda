import { Plural, Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import type { PasteSummary } from './paste-plugin.ts'

const LARGE = 3

/** A few words need no report; what was left out always does. */
export const isWorthTelling = (summary: PasteSummary): boolean =>
  summary.paragraphs >= LARGE || summary.footnotes > 0 || asideOf(summary) > 0

const asideOf = ({ pictures, tables, deletions, struck, comments }: PasteSummary) =>
  pictures + tables + deletions + struck + comments

type Props = { readonly summary: PasteSummary; readonly onClose: () => void }

/** "12 paragraphs: 2 calls, 9 items, 1 footnote", and what of it could not be placed. */
export function PasteNotice({ summary, onClose }: Props) {
  const { paragraphs, calls, items, footnotes } = summary
  return (
    <div className="paste-notice" role="status" contentEditable={false}>
      <p>
        <Trans>Pasted:</Trans> <Plural value={paragraphs} one="# paragraph" other="# paragraphs" />
        <Counted of={calls}>
          <Plural value={calls} one="# call" other="# calls" />
        </Counted>
        <Counted of={items}>
          <Plural value={items} one="# item" other="# items" />
        </Counted>
        <Counted of={footnotes}>
          <Plural value={footnotes} one="# footnote" other="# footnotes" />
        </Counted>
        . <Aside summary={summary} />
      </p>
      <Button small look="bare" onPress={onClose}>
        <Trans>Close</Trans>
      </Button>
    </div>
  )
}

const Counted = ({ of, children }: { readonly of: number; readonly children: ReactNode }) => of > 0 && <>, {children}</>

function Aside({ summary: { pictures, tables, deletions, struck, comments } }: { readonly summary: PasteSummary }) {
  return (
    <>
      {pictures > 0 && (
        <>
          <Plural
            value={pictures}
            one="# picture is left out: the text has no pictures."
            other="# pictures are left out: the text has no pictures."
          />{' '}
        </>
      )}
      {tables > 0 && (
        <>
          <Plural
            value={tables}
            one="# table became paragraphs, one a cell, row by row."
            other="# tables became paragraphs, one a cell, row by row."
          />{' '}
        </>
      )}
      {deletions > 0 && (
        <>
          <Plural
            value={deletions}
            one="# tracked deletion is left out: the final text was taken."
            other="# tracked deletions are left out: the final text was taken."
          />{' '}
        </>
      )}
      {struck > 0 && (
        <>
          <Plural
            value={struck}
            one="# stretch struck by hand stands as plain words."
            other="# stretches struck by hand stand as plain words."
          />{' '}
        </>
      )}
      {comments > 0 && <Plural value={comments} one="# comment is left out." other="# comments are left out." />}
    </>
  )
}
