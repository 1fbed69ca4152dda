import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toBase64 } from 'lib0/buffer'
import { call } from '../api.ts'

/** Sends the bytes of the file as they are: the server judges them, not the browser's guess of their type. */
export function useAddText() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (file: File) =>
      call('addText', { fileName: file.name, content: toBase64(new Uint8Array(await file.arrayBuffer())) }),
    onSuccess: async (text) => {
      client.setQueryData(['text', text.id], text)
      await client.invalidateQueries({ queryKey: ['texts'] })
    },
  })
}
