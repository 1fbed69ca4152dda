/**
 * The text that a position names, where it is not the one that stands now: it is found by the thread that looks back, because a long
 * log is replayed for it, and everybody would wait for that inside the transaction.
 */
import type { ProposalId } from '../../shared/ids.ts'
import type { Command } from '../../shared/proposal/commands.ts'
import type { Person } from '../../shared/protocol/people.ts'
import type { CommandItem } from '../log/proposal-log.ts'
import type { LookingBack } from '../log/looking-back.ts'
import type { Store } from '../store/engine-client.ts'
import type { Turns } from './costly-questions.ts'

type Asked = { readonly person: Person; readonly id: ProposalId; readonly command: Command }

type Answering = { readonly store: Pick<Store, 'view'>; readonly lookingBack: LookingBack; readonly turns: Turns }

export async function pastTextOf(
  { person, id, command }: Asked,
  { store, lookingBack, turns }: Answering,
): Promise<Pick<CommandItem, 'past'>> {
  if (command.type !== 'take-position') return {}
  const { digest, textSeq } = command
  const view = await store.view(person, id)
  if (!view.ok || view.value.digest === digest) return {}
  const text = await turns.whole.take(person.id, () => lookingBack.textAt(person, id, textSeq))
  return { past: { textSeq, digest: text.ok ? text.value.digest : null } }
}
