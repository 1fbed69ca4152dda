/**
 * A proposal as a page that can be read and printed before any script runs. No inline style and no script, so that it stands
 * under the strict content security policy; the look is in print.css.
 */
import { LANGUAGE_TAG } from '../../shared/document/language.ts'
import { html, nothing, type Html } from './html.ts'
import { printLine } from './print-line.ts'
import { operatorName, operatorSign } from '../../shared/document/operator-sign.ts'
import {
  printModel,
  type PrintInput,
  type PrintLine,
  type PrintModel,
  type PrintView,
} from '../../shared/document/print-model.ts'

/** The whole document, from its doctype. */
export function printPage(input: PrintInput): string {
  const model = printModel(input)
  return `<!doctype html>\n${page(model).markup}\n`
}

const VIEW: Record<PrintView, string> = {
  clean: 'Clean text',
  redline: 'Changes to the text in force',
  'in-force': 'Text in force',
}

const RIGHT_TO_LEFT = /^(?:ar|fa|he|ur)\b/u
const directionOf = (language: string) => (RIGHT_TO_LEFT.test(language) ? 'rtl' : 'ltr')

const page = (model: PrintModel): Html =>
  html`<html lang="${LANGUAGE_TAG[model.language]}" dir="${directionOf(model.language)}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${model.proposalLabel}: ${model.title} (${VIEW[model.view]})</title>
      <link rel="stylesheet" href="/print.css" />
    </head>
    <body>
      ${heading(model)}
      <main>
        ${part('Summary', 'summary', model.summary)} ${resolution(model)} ${part('Reasons', 'reasons', model.reasons)}
        ${supporters(model)}
      </main>
      ${foot(model)}
    </body>
  </html>`

const heading = (model: PrintModel) =>
  html`<header>
    <p class="conference">${model.conferenceName}</p>
    <p class="forum" dir="auto">${model.forumName}</p>
    <h1>
      <span class="operator">${operatorMark(model.operator)}</span> <bdi>${model.proposalLabel}</bdi>
      <span dir="auto">${model.title}</span>
    </h1>
    <dl>
      ${fact('Stage', html`${model.stage}`)} ${fact('View', html`${VIEW[model.view]}`)}
      ${model.baseTitle === null ? nothing : fact('Text in force', html`<span dir="auto">${model.baseTitle}</span>`)}
      ${fact('Fingerprint', html`<bdi class="fingerprint">${model.fingerprint}</bdi>`)}
      ${fact('Printed', html`<time datetime="${model.printedAt}">${timeWithZone(model.printedAt)}</time>`)}
    </dl>
    ${superseded(model)} ${model.view === 'redline' ? legend : nothing}
  </header>`

const superseded = ({ baseTitle, supersededBy }: PrintModel) =>
  supersededBy === null
    ? nothing
    : html`<p class="superseded" dir="auto">Started on ${baseTitle ?? ''}, which is superseded by ${supersededBy}.</p>`

const fact = (name: string, value: Html) =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`

const legend = html`<p class="legend">Against the text in force: <ins>inserted</ins>, <del>deleted</del>.</p>`

/** "2029-03-04 15:20 UTC+01:00": the moment as it was given, never in the zone of the server. */
export function timeWithZone(iso: string): string {
  const [, day, time, zone] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::[\d.]+)?(Z|[+-]\d\d:\d\d)$/u.exec(iso) ?? []
  if (!day) return iso
  return `${day} ${time} UTC${zone === 'Z' ? '' : zone}`
}

function resolution(model: PrintModel): Html {
  const notes = model.text.filter(({ kind }) => kind === 'footnote')
  const clauses = model.text.filter(({ kind }) => kind !== 'footnote')
  if (model.text.length === 0) return html`<p class="absent">${absence(model)}</p>`
  return html`<section class="text" aria-label="${VIEW[model.view]}">
    ${clauses.map(printLine)}
    ${notes.length === 0 ? nothing : html`<aside class="footnotes" aria-label="Footnotes">${notes.map(printLine)}</aside>`}
  </section>`
}

const operatorMark = (operator: string) => {
  const { sign, underlined } = operatorSign(operator)
  return underlined ? html`<u>${sign}</u>` : html`${sign}`
}

const absence = ({ view, operator }: PrintModel) =>
  view === 'in-force'
    ? 'There is no text in force: this proposal adds a new one.'
    : `No text is reproduced (${operatorName(operator)}).`

const part = (name: string, className: string, lines: readonly PrintLine[]) =>
  lines.length === 0
    ? nothing
    : html`<section class="${className}">
        <h2>${name}</h2>
        ${lines.map(printLine)}
      </section>`

function supporters({ supporting, view }: PrintModel): Html {
  if (view === 'in-force' || supporting.length === 0) return nothing
  const names = supporting.map((name) => html`<li dir="auto">${name}</li>`)
  return html`<section class="supporting">
    <h2>Supporting administrations (${String(supporting.length)})</h2>
    <ul>
      ${names}
    </ul>
  </section>`
}

const foot = (model: PrintModel) =>
  html`<footer>
    <p>
      ${model.proposalLabel}, digest of the text and its reasons (SHA-256): <bdi class="digest">${model.digest}</bdi>
    </p>
  </footer>`
