import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { PostedImport } from '../../shared/protocol/imports.ts'
import { call } from '../api.ts'

export function useAcceptImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (accepted: PostedImport) => call('acceptImport', accepted),
    onSuccess: async ({ text }) => {
      client.setQueryData(['text', text.id], text)
      await client.invalidateQueries({ queryKey: ['texts'] })
    },
  })
}
