import type { CatalogueItem } from '@casino-club/shared'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'
import { useSession } from '../session/SessionProvider.tsx'
import type { Language } from '../text/format.ts'
import { useText } from '../text/LanguageProvider.tsx'
import { nameItem } from './item-names.ts'

type Items = ReadonlyMap<string, CatalogueItem>

interface Catalogue {
  /** Empty until it has come. */
  readonly items: Items
  /** Names an item by what is known when it is called. */
  nameIn(id: string, language: Language): string
}

const NOTHING: Items = new Map()
const AGAIN_MS = 5_000
const CatalogueContext = createContext<Catalogue | null>(null)

/** Asks for the catalogue, again until it is there. */
function useCatalogue(): Items {
  const { backend } = useSession()
  const [items, setItems] = useState<Items>(NOTHING)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let current = true
    const ask = async () => {
      const result = await backend.items.all()
      if (!current) return
      if (result.ok) setItems(new Map(result.value.items.map((item) => [item.id, item])))
      else timer = setTimeout(ask, AGAIN_MS)
    }
    void ask()
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [backend])
  return items
}

/** Knows what items there are, for all screens of a player. */
export function ItemsProvider({ children }: { children: ReactNode }) {
  const items = useCatalogue()
  const latest = useRef(items)
  latest.current = items
  const nameIn = useCallback((id: string, language: Language) => nameItem(latest.current, id, language), [])
  return <CatalogueContext value={{ items, nameIn }}>{children}</CatalogueContext>
}

/** The catalogue of items. */
export function useItems(): Catalogue {
  const catalogue = useContext(CatalogueContext)
  if (!catalogue) throw new TypeError('useItems needs an ItemsProvider')
  return catalogue
}

/** Names items in the player's language. */
export function useItemName(): (item: string) => string {
  const { items } = useItems()
  const { language } = useText()
  return (item) => nameItem(items, item, language)
}
