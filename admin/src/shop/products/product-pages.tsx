import { Skeleton } from '@mui/material'
import { useState } from 'react'
import { AccessDenied, Title, useCanAccess, useGetOne, useGetRecordId } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import { RefusalAlert } from '../../odds-tables/refusal-alert.tsx'
import type { ProductRecord } from '../../providers/resources.ts'
import { ProductEditor } from './product-editor.tsx'

/** The form of a product that is not there yet. */
export function ProductCreate() {
  const words = useWords()
  const access = useCanAccess({ action: 'edit', resource: 'products' })
  if (access.isPending) return <Skeleton variant="rounded" height={320} />
  if (!access.canAccess) return <AccessDenied />
  return (
    <>
      <Title title={words('shop.new')} />
      <ProductEditor seen={null} onReload={() => undefined} />
    </>
  )
}

/** The draft of a product, or the beginning of its next one. Later readings, which could come amid typing, do not change it. */
export function ProductEdit() {
  const words = useWords()
  const id = String(useGetRecordId())
  const access = useCanAccess({ action: 'edit', resource: 'products' })
  const { data, isFetching, error, refetch } = useGetOne<ProductRecord>('products', { id })
  const [opened, setOpened] = useState<ProductRecord | null>(null)
  // While react-admin logs out, a refused read answers with an empty record.
  if (!opened && !isFetching && data?.versions) setOpened(data)
  const reload = () => void refetch().then(({ data: fresh }) => setOpened(fresh ?? null))
  if (error && !opened) return <RefusalAlert failure={error} testId="product-open-failed" />
  if (access.isPending || !opened) return <Skeleton variant="rounded" height={320} />
  if (!access.canAccess) return <AccessDenied />
  return (
    <>
      <Title title={words('shop.editTitle', { id })} />
      <ProductEditor key={opened.revision} seen={opened} onReload={reload} />
    </>
  )
}
