import type { ItemFields } from '@casino-club/shared'
import { useRef, useState } from 'react'
import { useNotify, useRedirect, useRefresh } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { RequestError } from '../providers/request-error.ts'
import type { CatalogueEntry } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'

/** Keeps an item: a new one (`seen` is null), or one that still is what the form was opened with. */
export function useItemSaving(seen: CatalogueEntry | null) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const redirect = useRedirect()
  const { createItem, updateItem } = useAdminActions()
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  // A second click can come before the state of the first has been rendered.
  const busy = useRef(false)
  const save = async (id: string, item: ItemFields) => {
    if (busy.current) return
    busy.current = true
    setSaving(true)
    setFailure(null)
    try {
      await (seen ? updateItem(seen.id, { ...item, seenVersion: seen.version }) : createItem({ ...item, id }))
      notify(words('items.saved', { id }), { type: 'success' })
      refresh()
      redirect('list', 'items')
    } catch (error) {
      setFailure(error)
    } finally {
      busy.current = false
      setSaving(false)
    }
  }
  return { save, saving, failure, conflict: failure instanceof RequestError && failure.code === 'CONFLICT' }
}
