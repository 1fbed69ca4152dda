import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { uuidv4 } from 'lib0/random'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ParkedDraft } from '../../../shared/protocol/views.ts'
import { call } from '../../api.ts'
import { sendAllHeld } from '../../sync/holding.ts'
import { useCalmDocument } from '../use-calm-document.ts'
import { useWorkspace } from '../workspace-context.ts'

/** Asked for anew with each refusal, and when the text is closed or opened. */
export function useParkedDrafts() {
  const { view, snapshot, may } = useWorkspace()
  const refresh = useRefresh()
  const news = `${snapshot.parked?.ids.join(' ') ?? ''} ${may('edit-text')}`
  const known = useRef(news)
  useEffect(() => {
    if (known.current !== news) void refresh()
    known.current = news
  }, [news, refresh])
  return useQuery({ queryKey: ['parked', view.id], queryFn: () => call('parked', { id: view.id }), staleTime: 60_000 })
}

/** What applying would do to the text as it is now: asked for anew when the text has changed and rests. */
export function usePreview({ id }: ParkedDraft, isWanted: boolean) {
  const { view, session } = useWorkspace()
  useCalmDocument()
  return useQuery({
    queryKey: ['parked-preview', view.id, id, session.snapshot().textSeq],
    queryFn: () => call('previewParked', { id: view.id, draft: id }),
    enabled: isWanted,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/** Asked again after a lost answer it is the same application. */
export function useApply({ id }: ParkedDraft, onApplied: () => void) {
  const { view, session } = useWorkspace()
  const refresh = useRefresh()
  const [commandId] = useState(uuidv4)
  return useMutation({
    mutationFn: () => {
      sendAllHeld()
      return call('applyParked', { id: view.id, draft: id, commandId })
    },
    onSuccess: () => {
      session.dismissParked()
      onApplied()
    },
    onSettled: refresh,
  })
}

export function useDiscard({ id }: ParkedDraft) {
  const { view, session } = useWorkspace()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: () => call('discardParked', { id: view.id, draft: id }),
    onSuccess: () => session.dismissParked(),
    onSettled: refresh,
  })
}

function useRefresh() {
  const client = useQueryClient()
  const { view } = useWorkspace()
  return useCallback(() => client.invalidateQueries({ queryKey: ['parked', view.id] }), [client, view.id])
}
