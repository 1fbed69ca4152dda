import { useMutation, useQueryClient } from '@tanstack/react-query'
import { uuidv4 } from 'lib0/random'
import { useRef } from 'react'
import type { ProposalId } from '../../shared/ids.ts'
import type { Command } from '../../shared/proposal/commands.ts'
import { call } from '../api.ts'
import { sendAllHeld } from '../sync/holding.ts'

/** Asking for a step. The same step asked again after a lost answer carries the same id, so it is one act. */
export function useCommand(id: ProposalId) {
  const client = useQueryClient()
  const asked = useRef<{ readonly what: string; readonly commandId: string } | null>(null)
  return useMutation({
    mutationFn: (command: Command) => {
      sendAllHeld()
      const what = JSON.stringify(command)
      if (asked.current?.what !== what) asked.current = { what, commandId: uuidv4() }
      return call('command', { id, commandId: asked.current.commandId, command })
    },
    onSuccess: async () => {
      asked.current = null
      await client.invalidateQueries({ queryKey: ['proposals'] })
    },
  })
}
