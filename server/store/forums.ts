/** Where proposals live. The roster and the rule of a forum are read from the reference data, not stored. */
import { ADOPTION_RULES, type AdoptionRule } from '../../shared/endorsement/adoption-rule.ts'
import { forumId, type Administration, type ForumId } from '../../shared/ids.ts'
import { CONFERENCES } from '../../shared/region/conferences.ts'
import { region, type RegionCode } from '../../shared/region/regions.ts'
import { doubtsAbout, membersOfRegion, membersOfRto, type RosterDoubt } from '../../shared/region/roster.ts'
import { proposalPrefix, type ProposalConference, type RtoCode } from '../../shared/region/rtos.ts'
import { forUpdate, type Db } from './db.ts'

export type Forum = {
  readonly id: ForumId
  readonly name: string
  readonly conference: string
} & ({ readonly kind: 'rpm'; readonly of: RegionCode } | { readonly kind: 'rto'; readonly of: RtoCode })

export class Forums {
  private readonly selection
  private readonly holding
  private readonly db: Db

  constructor(db: Db) {
    this.db = db
    const selection = 'SELECT id, name, kind, of, conference FROM forum WHERE id = ?'
    this.selection = db.prepare<[string], Forum>(selection)
    this.holding = db.prepare<[string], Forum>(selection + forUpdate(db))
  }

  /** False where it is there already. */
  add(forum: Forum, now: number): boolean {
    const insertion = 'INSERT INTO forum VALUES (@id, @name, @kind, @of, @conference, @now) ON CONFLICT (id) DO NOTHING'
    return this.db.prepare(insertion).run({ ...forum, now }).changes === 1
  }

  /** Nobody else begins a proposal in it until the transaction ends. */
  held(id: ForumId): Forum | undefined {
    return this.holding.get(id)
  }

  get(id: ForumId): Forum | undefined {
    return this.selection.get(id)
  }

  all(): readonly Forum[] {
    return this.db.prepare<[], Forum>('SELECT id, name, kind, of, conference FROM forum ORDER BY created_at, id').all()
  }

  rosterOf(id: ForumId): readonly Administration[] {
    const forum = this.get(id)
    if (!forum) return []
    return forum.kind === 'rpm' ? membersOfRegion(forum.of) : membersOfRto(forum.of)
  }

  doubtsOf(forum: Forum): readonly RosterDoubt[] {
    return forum.kind === 'rto' ? doubtsAbout(forum.of) : []
  }

  /** An RPM has no sourced rule of adoption; an organization has the one of its profile, if any is known. */
  ruleOf(id: ForumId): AdoptionRule | null {
    const forum = this.get(id)
    return forum?.kind === 'rto' ? ADOPTION_RULES[forum.of] : null
  }
}

export function newForum(kind: 'rpm' | 'rto', of: string, conference: string): Forum {
  const id = forumId(`${kind}-${of}-${conference}`.toLowerCase())
  if (kind === 'rpm')
    return { id, kind, of: of as RegionCode, conference, name: `RPM for ${region(of as RegionCode).name}` }
  return { id, kind, of: of as RtoCode, conference, name: `${of} group` }
}

/**
 * A working label until the ITU secretariat allots a number: "AFCP/XX/3" (domain.md §2.2). An RPM submits nothing in its own
 * name, so its label only counts.
 */
export function proposalLabel(forum: Forum, number: number): string {
  if (forum.kind === 'rpm') return `RPM-${forum.of}/${number}`
  const type = CONFERENCES.find(({ id }) => id === forum.conference)?.type
  const isKnown = type === 'WTDC' || type === 'PP' || type === 'WTSA' || type === 'WRC'
  return isKnown
    ? `${proposalPrefix(forum.of, type satisfies ProposalConference).symbol}/XX/${number}`
    : `${forum.of}/XX/${number}`
}
