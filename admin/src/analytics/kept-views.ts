/** A view that somebody gave a name: the part of the address after the question mark. */
export interface KeptView {
  readonly name: string
  readonly address: string
}

export const MOST_VIEWS = 50
export const LONGEST_NAME = 60
const LONGEST_ADDRESS = 1_000

const isView = (value: unknown): value is KeptView =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'address' in value &&
  typeof value.name === 'string' &&
  typeof value.address === 'string' &&
  value.name !== '' &&
  value.name.length <= LONGEST_NAME &&
  value.address.length <= LONGEST_ADDRESS

/** The views in what the browser kept, which another version of this app, or anybody, may have written. */
export function viewsOf(kept: unknown): KeptView[] {
  return Array.isArray(kept) ? kept.filter(isView).slice(0, MOST_VIEWS) : []
}

/** The views with one more, by name; one of the same name is replaced. Null: it has no name, or there are too many. */
export function withView(views: readonly KeptView[], { name, address }: KeptView): KeptView[] | null {
  const view = { name: name.trim(), address }
  const others = views.filter((each) => each.name !== view.name)
  if (!isView(view) || others.length >= MOST_VIEWS) return null
  return [...others, view].sort((a, b) => a.name.localeCompare(b.name))
}
