import { expect, it } from 'vitest'
import { callPart, keywordOf, readCall } from '../../../shared/import/opening-words.ts'
import { processorTime } from '../../support/processor-time.ts'

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

it.each([
  ['resolves further to invite the Council', 'resolves further to invite'],
  ['resolves to instruct the Director, with others', 'resolves to instruct'],
  ['appeals to equipment suppliers', 'appeals to'],
  ['noting with concern', 'noting with concern'],
  ['resolves,', 'resolves'],
  ['beseeches the Director', 'beseeches the Director'],
  ['décide, en outre, d’inviter les États Membres', 'décide, en outre, d’inviter'],
  ['charge le Secrétaire général', 'charge'],
  ['ayant à l’esprit', 'ayant à l’esprit'],
  ['resuelve además', 'resuelve además'],
  ['encarga al Director', 'encarga'],
  ['решает поручить Директору Бюро', 'решает поручить'],
  ['настоятельно призывает Государства-Члены', 'настоятельно призывает'],
  ['يقرر تكليف مدير المكتب', 'يقرر تكليف'],
  ['يقـرر أن يكلِّف مدير المكتب', 'يقـرر أن يكلِّف'],
  ['يطلب من الأمين العام', 'يطلب من'],
  ['做出决议，进一步责成电信发展局主任', '做出决议，进一步责成'],
  ['要求秘书长，与电信发展局主任协作', '要求'],
])('the keyword of “%s” is “%s”', (words, keyword) => expect(keywordOf(words)).toBe(keyword))

it.each([
  'encourage participation',
  'charge of the Bureau',
  'invite et accueille',
  'решает, что следует',
  'предлагает, чтобы',
  '请注意这一点',
  '考虑到这一点；',
  'وإذ يلاحظ أن السفن لا تصل؛',
  'decisions of the Council',
])('“%s” opens none in any language', (words) => expect(readCall(words)).toBeNull())

it('a line of a million letters is none, at once', () => {
  const spent = processorTime()
  for (const words of ['a'.repeat(1e6), 'noting '.repeat(1e5), '考虑'.repeat(1e5)]) expect(readCall(words)).toBeNull()
  // Some 20 ms. To look again from each letter would be hours.
  expect(spent()).toBeLessThan(5_000)
})
