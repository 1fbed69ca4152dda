/**
 * The project's own sample: a resolution in the full form of ITU-D, with an invented subject and sentences of our own. WTDC has
 * no Resolution 131. It comes into the library through the same reader as an uploaded text.
 */
import type { BlockId } from '../ids.ts'
import type { ImportedText } from '../import/imported-text.ts'
import { readResolution } from '../import/read-resolution.ts'
import type { EditionStatus } from './edition.ts'

export const SAMPLE_NOTE = 'sample text, not an ITU resolution'

/** Of the sample alone: a text that somebody imports under the same number is not it. */
export const SAMPLE_EDITION: EditionStatus = { kind: 'in-force', source: SAMPLE_NOTE }

export const SAMPLE_SOURCE = `RESOLUTION 131 (Rev. Baku, 2025)

Shared emergency connectivity for small and remote communities

The World Telecommunication Development Conference (Baku, 2025),

recalling

a)	Resolution 58 (Rev. Busan, 2014) of the Plenipotentiary Conference, on relations between ITU and regional telecommunication organizations;
b)	Resolution 136 (Rev. Bucharest, 2022) of the Plenipotentiary Conference, on telecommunications/information and communication technologies (ICTs) in emergency and disaster situations;
c)	Resolution 21 (Rev. Kigali, 2022) of the World Telecommunication Development Conference, on coordination with regional and subregional organizations,

recognizing

a)	that small and remote communities are often the first to lose connectivity in an emergency and the last to regain it;
b)	that the cost of keeping portable equipment ready for use is beyond the means of many administrations of developing countries¹;
c)	that a community which has no other link depends on a single operator, a single mast or a single cable,

considering

a)	that equipment held by one administration can serve several neighbouring ones, provided that arrangements for its transport, licensing and return are made before it is needed;
b)	that several regions have gained experience with shared pools of equipment, and that this experience deserves to be known in the others;
c)	that the value of a pool lies as much in trained operators as in the equipment itself;
d)	that communities which have taken part in an exercise restore their links markedly sooner than those which have not,

recognizing

a)	that the decision to call for assistance, and to end it, rests with the administration concerned;
b)	that the arrangements referred to in *considering a)* above need to respect national regulations on spectrum, customs and the protection of personal data,

resolves

1	to encourage the establishment of shared pools of emergency telecommunication equipment, at the regional or subregional level, for the benefit of the communities referred to in *recognizing a)* above;
2	that each pool should have:
i)	a host administration, which keeps the equipment in working order;
ii)	a published list of what can be borrowed, by whom and within what time;
iii)	a yearly exercise in at least one small or remote community;
3	that participation in a pool shall be voluntary and shall create no obligation to lend,

resolves to instruct the Director of the Telecommunication Development Bureau

1	to maintain, within the financial limits set by the Plenipotentiary Conference, a register of the pools established under *resolves* 1 above;
2	to assist administrations, at their request and through the regional offices, in:
i)	drawing up model arrangements for temporary licences and for the temporary import of equipment;
ii)	training operators, with particular attention to women and young people in the communities served;
3	to report every year to the Telecommunication Development Advisory Group on the use made of the register, and to the next world telecommunication development conference on the implementation of this resolution,

requests the Secretary-General

to bring this resolution to the attention of the United Nations entities concerned with humanitarian assistance, with a view to avoiding duplication of effort,

invites Member States

1	to consider offering equipment, transport or training to a pool in their region;
2	to designate a point of contact for the purposes of *resolves to instruct* 2 above,

invites regional telecommunication organizations

to coordinate the yearly exercises called for in *resolves* 2 iii) above, and to share the lessons learned from them.

¹ For the purposes of this resolution, developing countries are taken to include least developed countries, small island developing States, landlocked developing countries and countries whose economies are in transition.
`

/** The sample as it enters the library. */
export function sampleResolution(newId: () => BlockId): ImportedText {
  const outcome = readResolution(SAMPLE_SOURCE, newId)
  if (!outcome.ok) throw new Error(`The sample resolution cannot be read: ${outcome.refusal.reason}`)
  return outcome.value
}
