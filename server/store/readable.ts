/** Who may read which proposal, and what they may do in it. Asked of the cached states alone: no text is loaded for it. */
import { proposalId, type ForumId, type PersonId, type ProposalId } from '../../shared/ids.ts'
import { SCHEMA_VERSION } from '../../shared/document/ydoc.ts'
import { FOLD_VERSION } from '../../shared/proposal/fold.ts'
import { may, RIGHTS } from '../../shared/proposal/permissions.ts'
import type { Welcome } from '../../shared/protocol/sync.ts'
import type { Known, KnownStates, StateRow } from '../log/known-states.ts'
import type { Accounts } from './accounts.ts'
import type { Db } from './db.ts'

type Tables = { readonly db: Db; readonly states: KnownStates; readonly accounts: Accounts }

/** A proposal's state and what it is folded from, with its text or without. */
type Stated = Pick<Known, 'head' | 'state'>
export type Row = Stated & Pick<Known, 'chain'> & { readonly id: ProposalId; readonly number: number }

export class Readable {
  private readonly tables: Tables

  constructor(tables: Tables) {
    this.tables = tables
  }

  get(person: PersonId, id: ProposalId): Known | undefined {
    const known = this.tables.states.get(id)
    return known && this.mayRead(person, known) ? known : undefined
  }

  in(person: PersonId, forum: ForumId): readonly Row[] {
    const roles = this.tables.accounts.rolesIn(person, forum)
    return this.rowsIn(forum).filter(({ state }) => may(roles, 'read', state))
  }

  mayRead(person: PersonId, { state }: Pick<Known, 'state'>): boolean {
    return may(this.tables.accounts.rolesIn(person, state.forum), 'read', state)
  }

  welcome(person: PersonId, { state, head }: Stated): Welcome {
    const roles = this.tables.accounts.rolesIn(person, state.forum)
    const rights = RIGHTS.filter((right) => may(roles, right, state))
    return { stage: state.stage, rights, state, head, schema: SCHEMA_VERSION, fold: FOLD_VERSION }
  }

  private rowsIn(forum: ForumId): readonly Row[] {
    return this.tables.db
      .prepare<[string], StateRow & { id: string; number: number }>(
        'SELECT id, number, head, chain, state, fold_version FROM proposal WHERE forum = ? ORDER BY number',
      )
      .all(forum)
      .map((row) => ({ id: proposalId(row.id), number: row.number, ...this.tables.states.ofRow(row.id, row) }))
  }
}
