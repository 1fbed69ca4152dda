import { expect, it } from 'vitest'
import { callPart } from '../../../shared/import/opening-words.ts'

it.each([
  'recalling',
  'considering',
  'considering also',
  'recognizing',
  'recognizing also',
  'noting',
  'noting further',
  'taking into account',
  'acknowledging',
  'taking note',
  'conscious',
  'noting with concern',
  'further recalling',
  'Considering',
  'recalling,',
  'conscious of',
])('“%s” opens a section of the preamble', (words) => expect(callPart(words)).toBe('preamble'))

it.each([
  'resolves',
  'resolves further',
  'further resolves',
  'resolves to instruct the Director',
  'resolves,',
  'resolves to invite Member States',
  'resolves further to invite the Council',
  'requests the Secretary-General',
  'instructs the Secretary-General, in close cooperation with the Directors',
  'invites Member States',
  'encourages Member States, Sector Members and Associates',
  'appeals to equipment suppliers',
  'invites further the Council',
])('“%s” opens a section of the operative part', (words) => expect(callPart(words)).toBe('operative'))

it.each([
  'to do something',
  'considering that the',
  'resolves to continue the work',
  'requests from members',
  'instructs the Director to reply;',
  'invites Member States.',
  'notes',
  '',
])('“%s” opens none', (words) => expect(callPart(words)).toBeNull())
