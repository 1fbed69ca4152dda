/** The library of texts that proposals start from. A text is never changed once it is in: proposals name its digest. */
import type { Block } from '../../shared/document/blocks.ts'
import { identityOf } from '../../shared/document/digest.ts'
import { textId, type TextId } from '../../shared/ids.ts'
import type { BaseText } from '../../shared/proposal/acts.ts'
import type { LibraryText, LibraryTextView } from '../../shared/protocol/views.ts'
import type { Db } from './db.ts'

type Row = {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly conference: string
  readonly edition: string
  readonly source: string
  readonly blocks: string
  readonly findings: string
  readonly digest: string
  readonly added_at: number
  readonly language: string
  readonly left_out: string
}
export type NewText = Omit<LibraryTextView, 'addedAt' | 'clauses'> & { readonly digest: string }

export class Library {
  private readonly db: Db
  private readonly selection

  constructor(db: Db) {
    this.db = db
    this.selection = db.prepare<[string], Row>('SELECT * FROM library_text WHERE id = ?')
  }

  /** False where it is there already. */
  add(text: NewText, now: number): boolean {
    const { changes } = this.db
      .prepare(
        `INSERT INTO library_text
           (id, name, title, conference, edition, source, blocks, findings, digest, added_at, language, left_out)
         VALUES (@id, @name, @title, @conference, @edition, @source, @blocks, @findings, @digest, @now, @language, @leftOut)
         ON CONFLICT (id) DO NOTHING`,
      )
      .run({
        ...text,
        edition: JSON.stringify(text.edition),
        blocks: JSON.stringify(text.blocks),
        findings: JSON.stringify(text.findings),
        leftOut: JSON.stringify(text.leftOut),
        now,
      })
    return changes === 1
  }

  get(id: TextId): LibraryTextView | null {
    const row = this.selection.get(id)
    if (!row) return null
    return {
      ...textOf(row),
      blocks: blocksIn(row),
      findings: JSON.parse(row.findings) as LibraryTextView['findings'],
      leftOut: JSON.parse(row.left_out) as LibraryTextView['leftOut'],
      language: row.language as LibraryTextView['language'],
    }
  }

  /** The same words were added before: they are one text. */
  withDigest(digest: string): LibraryTextView | null {
    const row = this.db.prepare<[string], { id: string }>('SELECT id FROM library_text WHERE digest = ?').get(digest)
    return row ? this.get(textId(row.id)) : null
  }

  all(): readonly LibraryText[] {
    return this.db.prepare<[], Row>('SELECT * FROM library_text ORDER BY added_at, id').all().map(textOf)
  }

  blocksOf(id: TextId): readonly Block[] {
    const row = this.selection.get(id)
    return row ? blocksIn(row) : []
  }

  baseOf(id: TextId): BaseText | null {
    const row = this.selection.get(id)
    if (!row) return null
    const { name, title, edition } = textOf(row)
    return { text: id, name, title, edition, digest: row.digest, identity: identityOf(blocksIn(row)) }
  }
}

const blocksIn = (row: Row) => JSON.parse(row.blocks) as readonly Block[]

function textOf(row: Row): LibraryText {
  const { name, title, conference, source } = row
  const clauses = blocksIn(row).filter((block) => block.kind === 'item').length
  const edition = JSON.parse(row.edition) as LibraryText['edition']
  return { id: textId(row.id), name, title, conference, source, edition, clauses, addedAt: row.added_at }
}
