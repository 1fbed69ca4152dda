/** For the addresses beside the table of calls: what can be no id is asked of no storage. */
import type { RequestParamHandler } from 'express'
import { ID } from '../../shared/protocol/api.ts'
import { sendRefusal } from './calls.ts'

export const onlyIds: RequestParamHandler = (_, response, next, id: string) =>
  ID.test(id) ? next() : sendRefusal(response, { code: 'not-found', reason: 'There is nothing at this address.' })
