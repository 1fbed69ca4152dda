import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useLocation, useParams } from 'react-router'
import { textId } from '../../shared/ids.ts'
import type { LibraryTextView } from '../../shared/protocol/views.ts'
import { ReadOnlyText } from '../editor/ReadOnlyText.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { Paper } from '../ui/Paper.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { EditionSource, EditionTag } from './EditionNote.tsx'
import { LabelledIn } from './LabelledIn.tsx'
import { useText } from './queries.ts'
import './library.css'

export function TextScreen() {
  const { t } = useLingui()
  const { id = '' } = useParams()
  const { state } = useLocation()
  const { data, error, isPending } = useText(textId(id))
  if (!data)
    return (
      <Page title={t`Text`}>
        <Refusal error={error} />
        {isPending && <Waiting rows={8} />}
      </Page>
    )
  return (
    <Page title={data.name} facts={data.title}>
      {wasThere(state) && (
        <Notice icon="doc" live>
          <Trans>These words were in the library already: this is that text, as it was accepted then.</Trans>
        </Notice>
      )}
      <div className="two">
        <Paper label={t`Text of ${data.name}`}>
          <LabelledIn language={data.language}>
            <ReadOnlyText blocks={data.blocks} />
          </LabelledIn>
        </Paper>
        <About text={data} />
      </div>
    </Page>
  )
}

/** Of the import that led here. */
const wasThere = (state: unknown) =>
  typeof state === 'object' && state !== null && 'alreadyThere' in state && state.alreadyThere === true

function About({ text }: { readonly text: LibraryTextView }) {
  const { source, clauses } = text
  return (
    <aside className="stack">
      <section className="card pad stack" aria-labelledby="edition">
        <h2 id="edition">
          <Trans>Edition</Trans>
        </h2>
        <p>
          <EditionTag of={text.edition} />
        </p>
        <p className="small quiet">
          <EditionSource of={text.edition} />
        </p>
        <p className="small quiet">
          <Trans>Text from:</Trans> {source}
        </p>
        <p className="small quiet">
          <Plural value={clauses} one="# clause" other="# clauses" />
        </p>
      </section>
      <Findings findings={text.findings} />
      <LeftOut leftOut={text.leftOut} />
    </aside>
  )
}

function Findings({ findings }: Pick<LibraryTextView, 'findings'>) {
  return (
    <section className="card pad stack" aria-labelledby="findings">
      <h2 id="findings">
        <Trans>Remarks of the import</Trans>
      </h2>
      {findings.length === 0 && (
        <p className="quiet">
          <Trans>None. Every line of the file was understood.</Trans>
        </p>
      )}
      <ul className="findings">
        {findings.map(({ line, code, message, mended }, index) => (
          <li key={`${index} ${line} ${code}`}>
            <span className="quiet nowrap">
              <Trans>Line {line}</Trans>
            </span>
            <span>
              {mended && (
                <span className="tag good">
                  <Trans>Mended by hand</Trans>
                </span>
              )}{' '}
              {message}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What stood in the source and is not in the text: nothing is dropped in silence. */
function LeftOut({ leftOut }: Pick<LibraryTextView, 'leftOut'>) {
  if (leftOut.length === 0) return null
  return (
    <section className="card pad stack" aria-labelledby="left-out">
      <h2 id="left-out">
        <Trans>Left out of the text</Trans>
      </h2>
      <ul className="findings">
        {leftOut.map(({ line, text, why }, index) => (
          <li key={`${index} ${line}`}>
            <span className="quiet nowrap">
              <Trans>Line {line}</Trans>
            </span>
            <span>
              {text} <span className="quiet">({why})</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
