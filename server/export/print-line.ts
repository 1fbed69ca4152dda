/** One clause on paper: its label, its words, and in a redline what happened to it. */
import { Html, html, nothing } from './html.ts'
import type { Kind } from '../../shared/document/blocks.ts'
import type { PrintLine, PrintPiece } from '../../shared/document/print-model.ts'

const ELEMENT: Partial<Record<Kind, string>> = {
  number: 'h2',
  title: 'h2',
  'preamble-call': 'h3',
  'operative-call': 'h3',
}

/**
 * The direction is that of the first words: a `bdi` is left out when the browser looks for it, so a Latin label does not turn
 * an Arabic clause round. The label's own place is in the direction of the clause, so it is not the `bdi` that is placed.
 */
export function printLine(line: PrintLine): Html {
  const element = ELEMENT[line.kind] ?? 'p'
  const words = groups(line.pieces).map(printGroup)
  const content = html`${printLabel(line)}<span class="words">${words}</span>${remark(line)}`
  const id = line.kind === 'footnote' && line.side !== 'old' ? ` id="footnote-${encodeURIComponent(line.id)}"` : ''
  return html`${tag(`${element} class="${classes(line)}" dir="auto"${id}`)}${content}${tag(`/${element}`)} `
}

/** The names are ours and the id is encoded, so that nothing in a tag comes from a text. */
const tag = (inside: string): Html => new Html(`<${inside}>`)

const classes = ({ kind, level, side, moved }: PrintLine) =>
  [kind, kind === 'item' ? `level-${level}` : '', side === 'both' ? '' : `side-${side}`, moved ? 'moved' : '']
    .filter(Boolean)
    .join(' ')

function printLabel({ oldLabel, newLabel, side }: PrintLine): Html {
  if (side === 'new') return label(newLabel, (text) => html`<ins>${text}</ins>`)
  if (side === 'old') return label(oldLabel, (text) => html`<del>${text}</del>`)
  if (oldLabel === newLabel) return label(newLabel, (text) => html`${text}`)
  const was = oldLabel ? html`<del>${oldLabel}</del>` : nothing
  const is = newLabel ? html`<ins>${newLabel}</ins>` : nothing
  return html`<span class="label"><bdi>${[was, is]}</bdi></span> `
}

const label = (text: string | null, marked: (text: string) => Html) =>
  text ? html`<span class="label"><bdi>${marked(text)}</bdi></span> ` : nothing

function remark({ moved, side, recast, oldLabel, newLabel }: PrintLine): Html {
  if (moved && side === 'new') return note(oldLabel ? `moved here, was ${oldLabel}` : 'moved here')
  if (moved) return note(newLabel ? `moved away, now ${newLabel}` : 'moved away')
  return recast ? note('the place of this paragraph in the structure is changed') : nothing
}

const note = (text: string) => html` <small class="remark">[${text}]</small>`

/** Neighbours with one change stand in one `ins` or `del`, however their marks alternate. */
function groups(pieces: readonly PrintPiece[]): readonly (readonly PrintPiece[])[] {
  const result: PrintPiece[][] = []
  for (const piece of pieces) {
    const last = result.at(-1)
    if (last?.[0]?.change === piece.change) last.push(piece)
    else result.push([piece])
  }
  return result
}

function printGroup(pieces: readonly PrintPiece[]): Html {
  const words = pieces.map(printPiece)
  const change = pieces[0]!.change
  if (change === 'inserted') return html`<ins>${words}</ins>`
  return change === 'deleted' ? html`<del>${words}</del>` : html`${words}`
}

function printPiece(piece: PrintPiece): Html {
  if ('words' in piece) return piece.emphasis ? html`<em>${piece.words}</em>` : html`${piece.words}`
  if (piece.to === '' || piece.change === 'deleted') return html`<sup>${piece.footnote}</sup>`
  return html`<sup><a href="#footnote-${encodeURIComponent(piece.to)}">${piece.footnote}</a></sup>`
}
