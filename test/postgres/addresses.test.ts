/** Which hosts DATABASE_URL names. */
import { expect, it } from 'vitest'
import { addressesOf, shownAddress } from '../../server/store/postgres/addresses.ts'

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

it.each([
  ['postgres://me:secret@one,two:6432/name', 'postgres://one,two:6432/name'],
  ['postgres://me:sec@ret@one/name', 'postgres://one/name'],
  ['postgres://me:sec:ret@one/name', 'postgres://one/name'],
  ['postgres://me:sec%40ret@one/name?ssl=true', 'postgres://one/name'],
  ['postgres://me@one/name?password=secret', 'postgres://one/name'],
  ['postgres://one?password=secret', 'postgres://one'],
  ['postgres://me:sec/ret@one/name', '(not an address)'],
  ['postgres://me:sec#ret@one/name', '(not an address)'],
  ['postgres://me:12/secret@one/name', '(not shown)'],
  ['postgres://me:12?secret@one/name', '(not shown)'],
  ['secret', '(not an address)'],
])('%s is shown by its hosts and the name of its database alone', (url, shown) => {
  expect(shownAddress(url)).toBe(shown)
})

it('names its hosts behind a password with an @', () => {
  expect(addressesOf('postgres://me:p@ss@one,two/name')).toEqual([
    'postgres://me:p@ss@one/name',
    'postgres://me:p@ss@two/name',
  ])
})
