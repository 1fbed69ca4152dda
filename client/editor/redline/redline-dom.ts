/** What is gone, drawn into the editor: words inside a clause, and whole clauses. */
import { isFootnoteRef, type Run } from '../../../shared/document/blocks.ts'
import type { GoneRow } from './cached-redline.ts'

/** The numbers that the footnotes had in the old text, by id. */
type Numbers = ReadonlyMap<string, number>

export function goneWords(runs: readonly Run[], numbers: Numbers): HTMLElement {
  const dom = document.createElement('del')
  dom.append(...runs.map((run) => nodeOfRun(run, numbers)))
  return dom
}

export function goneClause({ block, label, moved }: GoneRow, numbers: Numbers): HTMLElement {
  const dom = document.createElement('p')
  dom.dir = 'auto'
  dom.className = moved ? 'gone moved' : 'gone'
  Object.assign(dom.dataset, { kind: block.kind, level: String(block.level), changed: '', ...(label && { label }) })
  dom.append(goneWords(block.runs, numbers))
  return dom
}

function nodeOfRun(run: Run, numbers: Numbers): Node {
  if (isFootnoteRef(run)) {
    const textContent = String(numbers.get(run.footnote) ?? '?')
    return Object.assign(document.createElement('sup'), { className: 'footnote-ref', textContent })
  }
  if (!run.emphasis) return document.createTextNode(run.text)
  return Object.assign(document.createElement('em'), { textContent: run.text })
}
