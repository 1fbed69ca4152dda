/** Which hosts DATABASE_URL names. */
import { expect, it } from 'vitest'
import { addressesOf, withoutPassword } from '../../server/store/postgres/addresses.ts'

it.each([
  ['postgres://db/name', ['postgres://db/name']],
  [
    'postgresql://me:p%40ss@one:5432,two:6432/name',
    ['postgresql://me:p%40ss@one:5432/name', 'postgresql://me:p%40ss@two:6432/name'],
  ],
  [
    'postgres://me@[::1]:5432,two/name?ssl=true',
    ['postgres://me@[::1]:5432/name?ssl=true', 'postgres://me@two/name?ssl=true'],
  ],
  ['postgres://one,two/name?target_session_attrs=read-write', ['postgres://one/name', 'postgres://two/name']],
  [
    'postgres://one,two/name?target_session_attrs=read-write&ssl=true',
    ['postgres://one/name?ssl=true', 'postgres://two/name?ssl=true'],
  ],
  ['postgres://one:port/name', []],
  ['https://one/name', []],
  ['', []],
])('%s', (url, addresses) => {
  expect(addressesOf(url)).toEqual(addresses)
})

it('is shown without its password', () => {
  expect(withoutPassword('postgres://me:secret@one,two/name')).toBe('postgres://me@one,two/name')
  expect(withoutPassword('secret')).toBe('(not an address)')
})
