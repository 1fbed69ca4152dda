/** A page of ours in Node that is typed into for as long as it may, and remembers of which words it was told "Saved". */
import type * as Y from 'yjs'
import { openProposalSession, type ProposalSession } from '../../client/sync/proposal-session.ts'
import { fragmentOf, orderedTexts } from '../../shared/document/ydoc.ts'
import { personId } from '../../shared/ids.ts'
import { environmentAt, lineAs, type Sockets } from './client-environment.ts'

type At = {
  readonly address: string
  readonly cookie: string
  readonly proposal: string
  readonly person: string
  readonly name: string
  readonly sockets?: Sockets
}

export class TypingPage {
  readonly session: ProposalSession
  readonly typed: string[] = []
  readonly saved = new Set<string>()
  readonly clients = new Set<number>()
  private readonly name: string

  constructor({ name, proposal, person, sockets = 'WebSockets', ...signed }: At) {
    this.name = name
    const environment = environmentAt(signed, { ...lineAs(signed.cookie, sockets), leastWait: 50, mostWait: 500 })
    this.session = openProposalSession({ proposal, person: personId(person) }, environment)
    this.session.subscribe(() => this.look())
  }

  get doc(): Y.Doc {
    return this.session.doc
  }

  private look(): void {
    const { save, parked } = this.session.snapshot()
    if (save.state === 'saved' && !parked) for (const word of this.typed) this.saved.add(word)
  }

  get isSaved(): boolean {
    const { save, isClean } = this.session.snapshot()
    return isClean && save.state === 'saved'
  }

  type(): void {
    const { synced, rights } = this.session.snapshot()
    const text = itemIn(this.doc)
    if (!synced || !rights.includes('edit-text') || !text) return
    this.clients.add(this.doc.clientID)
    const word = `<${this.name}${this.typed.length}>`
    this.typed.push(word)
    text.insert(0, word)
  }

  async typeWhile(goesOn: () => boolean, pause: () => number): Promise<void> {
    while (goesOn()) {
      this.type()
      await new Promise((resolve) => void setTimeout(resolve, pause()))
    }
  }

  close(): void {
    this.session.close()
  }
}

/** The first clause that everybody types into. */
export const itemIn = (doc: Y.Doc): Y.Text | undefined =>
  orderedTexts(fragmentOf(doc, 'text')).find(([, text]) => text.getAttribute('kind') === 'item')?.[1]
