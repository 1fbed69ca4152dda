import { expect, it } from 'vitest'
import { conference, CONFERENCES } from '../../../shared/region/conferences.ts'
import { proposalPrefix, RTO_CODES, RTOS, rto } from '../../../shared/region/rtos.ts'

it('knows the six principal organizations by name', () => {
  expect(RTOS.map(({ code }) => code).toSorted()).toEqual([...RTO_CODES])
  expect(rto('ATU').name).toBe('African Telecommunications Union')
})

it('names the common proposals as each organization does', () => {
  expect(rto('ATU').commonProposals.abbreviation).toBe('AFCP')
  expect(rto('CITEL').commonProposals.abbreviation).toBe('IAP')
  expect(rto('APT').commonProposals.name).toBe('APT Common Proposals')
})

it('gives the prefix of a proposal per conference, with how sure it is', () => {
  expect(proposalPrefix('ATU', 'WTDC')).toEqual({ symbol: 'AFCP', confidence: 'medium' })
  expect(proposalPrefix('CEPT', 'PP').symbol).toBe('EUR')
  expect(proposalPrefix('CEPT', 'WTDC')).toMatchObject({ symbol: 'ECP', confidence: 'low' })
  expect(proposalPrefix('APT', 'PP').confidence).toBe('high')
})

it('does not make up a confidence that no source states', () =>
  expect(proposalPrefix('APT', 'WRC').confidence).toBe('not stated'))

it('knows the next development conference, and not yet where or when', () =>
  expect(conference('WTDC-29')).toMatchObject({ place: null, start: null, end: null, source: ['seed (named)'] }))

it('gives every conference a source', () => {
  for (const { id, source } of CONFERENCES) expect(source.length, id).toBeGreaterThan(0)
})
