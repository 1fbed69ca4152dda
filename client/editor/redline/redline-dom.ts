/** What is gone, drawn into the editor: words inside a clause, and whole clauses. */
import { isFootnoteRef, type Run } from '../../../shared/document/blocks.ts'
import type { GoneRow } from './cached-redline.ts'

export function goneWords(runs: readonly Run[]): HTMLElement {
  const dom = document.createElement('del')
  dom.append(...runs.map(nodeOfRun))
  return dom
}

export function goneClause({ block, label, moved }: GoneRow): HTMLElement {
  const dom = document.createElement('p')
  dom.dir = 'auto'
  dom.className = moved ? 'gone moved' : 'gone'
  Object.assign(dom.dataset, { kind: block.kind, level: String(block.level), changed: '', ...(label && { label }) })
  dom.append(goneWords(block.runs))
  return dom
}

function nodeOfRun(run: Run): Node {
  if (isFootnoteRef(run))
    return Object.assign(document.createElement('sup'), { className: 'footnote-ref', textContent: '*' })
  if (!run.emphasis) return document.createTextNode(run.text)
  return Object.assign(document.createElement('em'), { textContent: run.text })
}
